import { Plus } from 'lucide';
import { readValue } from '../manage/read-value.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { RemoveButton } from '../ui/remove-button.tsx';
import type { Described } from './upload-queue.ts';
import '../manage/manage.css';

/** What is typed to be said of all files of a batch. */
export interface BatchDetails {
  readonly caption: string;
  readonly rows: readonly { readonly field: string; readonly value: string }[];
}

export const NO_DETAILS: BatchDetails = { caption: '', rows: [{ field: '', value: '' }] };

/** What is typed, as items have it; undefined where nothing is. */
export function describedBy({ caption, rows }: BatchDetails): Described | undefined {
  const metadata = Object.fromEntries(
    rows
      .filter(({ field, value }) => field.trim() !== '' && value.trim() !== '')
      .map(({ field, value }) => [field.trim(), readValue(value)]),
  );
  const said = caption.trim();
  if (said === '' && Object.keys(metadata).length === 0) return undefined;
  return { ...(said !== '' && { caption: said }), metadata };
}

interface Properties {
  readonly details: BatchDetails;
  readonly onChange: (details: BatchDetails) => void;
}

/** A caption and fields for all files that are added next. */
export function BatchDetailsForm({ details, onChange }: Properties) {
  const { caption, rows } = details;
  const change = (at: number, part: Partial<(typeof rows)[number]>) =>
    onChange({ ...details, rows: rows.map((row, index) => (index === at ? { ...row, ...part } : row)) });
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
        <fieldset class="edit-fields">
          <legend>{t.manage.metadata}</legend>
          {rows.map(({ field, value }, at) => (
            <div key={at} class="edit-field">
              <input
                aria-label={t.manage.field}
                placeholder={t.ingest.fieldPlaceholder}
                value={field}
                onInput={(event) => change(at, { field: event.currentTarget.value })}
              />
              <input
                aria-label={field === '' ? t.manage.value : t.manage.valueOf(field)}
                value={value}
                onInput={(event) => change(at, { value: event.currentTarget.value })}
              />
              <RemoveButton
                label={field || t.manage.field}
                onRemove={() => onChange({ ...details, rows: rows.filter((_row, index) => index !== at) })}
              />
            </div>
          ))}
          <button
            type="button"
            class="button small"
            onClick={() => onChange({ ...details, rows: [...rows, { field: '', value: '' }] })}
          >
            <Icon of={Plus} size={15} />
            {t.manage.addField}
          </button>
        </fieldset>
      </div>
    </details>
  );
}
