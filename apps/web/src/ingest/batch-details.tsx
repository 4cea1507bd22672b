import { FieldRows, type FieldRow } from '../manage/field-rows.tsx';
import { readValue } from '../manage/read-value.ts';
import { t } from '../text/text.ts';
import type { Said } from './upload-queue.ts';

/** What is typed to be said of all files of a batch. */
export interface BatchDetails {
  readonly caption: string;
  readonly rows: readonly FieldRow[];
}

export const NO_DETAILS: BatchDetails = { caption: '', rows: [{ field: '', value: '' }] };

/** What is said of a picture, and what is typed of all of them besides. */
export function withDetails({ captions, metadata }: Said, { caption, rows }: BatchDetails): Said {
  const typed = rows
    .filter(({ field, value }) => field.trim() !== '' && value.trim() !== '')
    .map(({ field, value }) => [field.trim(), readValue(value)] as const);
  return {
    captions: caption.trim() === '' ? captions : [...captions, caption.trim()],
    metadata: { ...metadata, ...Object.fromEntries(typed) },
  };
}

interface Properties {
  readonly details: BatchDetails;
  readonly onChange: (details: BatchDetails) => void;
}

/** A caption and fields for all files that are added next. */
export function BatchDetailsForm({ details, onChange }: Properties) {
  const { caption, rows } = details;
  return (
    <details class="batch-details">
      <summary>{t.ingest.forAll}</summary>
      <div>
        <p class="muted small">{t.ingest.forAllHelp}</p>
        <label class="field">
          <span>{t.ingest.caption}</span>
          <input
            value={caption}
            maxLength={2_000}
            onInput={(event) => onChange({ ...details, caption: event.currentTarget.value })}
          />
        </label>
        <FieldRows
          rows={rows}
          placeholder={t.ingest.fieldPlaceholder}
          onChange={(changed) => onChange({ ...details, rows: changed })}
        />
      </div>
    </details>
  );
}
