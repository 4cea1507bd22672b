import type { Item } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';
import { FieldRows, type FieldRow } from './field-rows.tsx';
import { readValue, showValue, type Value } from './read-value.ts';
import './manage.css';

interface Properties {
  readonly item: Item;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

/** Corrects the captions and the metadata of an item. */
export function EditItem({ item, onSaved, onCancel }: Properties) {
  const [captions, setCaptions] = useState(item.captions.join('\n'));
  const [rows, setRows] = useState<readonly FieldRow[]>(() =>
    Object.entries(item.metadata).map(([field, value]) => ({
      field,
      value: showValue(value),
      before: value,
    })),
  );
  const { busy, error, send } = useSending();
  const save = () =>
    send(async () => {
      const lines = captions.split('\n').flatMap((line) => line.trim() || []);
      const metadata = changesOf(item.metadata, rows);
      const { id, collection } = item;
      await unseen.updateItem(
        id,
        {
          captions: lines.length === 0 ? null : lines,
          ...(Object.keys(metadata).length > 0 && { metadata }),
        },
        { collection },
      );
      onSaved();
    });
  return (
    <form
      class="edit-item"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="field">
        <span>{t.manage.captions}</span>
        <textarea
          rows={Math.min(6, item.captions.length + 1)}
          value={captions}
          onInput={(event) => setCaptions(event.currentTarget.value)}
        />
        <small>{t.manage.captionsHelp}</small>
      </label>
      <FieldRows rows={rows} onChange={setRows} />
      {error !== undefined && <Trouble error={error} />}
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          {t.cancel}
        </button>
        <button type="submit" class="button primary" disabled={busy}>
          {t.manage.save}
        </button>
      </div>
    </form>
  );
}

/** A merge patch from the metadata to the rows: what is the same is not in it, what has no row is removed. */
export function changesOf(before: Item['metadata'], rows: readonly FieldRow[]): Record<string, Value> {
  const changes: Record<string, Value> = {};
  for (const { field, value, before: was } of rows) {
    const name = field.trim();
    if (name !== '' && (was === undefined || showValue(was) !== value)) changes[name] = readValue(value, was);
  }
  const kept = new Set(rows.map(({ field }) => field.trim()));
  for (const field of Object.keys(before)) if (!kept.has(field)) changes[field] = null;
  return changes;
}
