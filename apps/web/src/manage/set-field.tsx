import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Confirm } from '../ui/confirm.tsx';
import { readValue } from './read-value.ts';

/** As many as one request takes. */
const MOST = 1_000;

interface Properties {
  readonly ids: readonly string[];
  readonly collection: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Gives a metadata field of many items one value, or takes it away. */
export function SetField({ ids, collection, onDone, onClose }: Properties) {
  const [field, setField] = useState('');
  const [value, setValue] = useState('');
  const save = async () => {
    const name = field.trim();
    if (name === '') throw new Error(t.manage.fieldMissing);
    const metadata = { [name]: value.trim() === '' ? null : readValue(value) };
    for (let at = 0; at < ids.length; at += MOST) {
      const some = ids.slice(at, at + MOST).map((id) => ({ op: 'merge' as const, id, metadata }));
      const failed = (await unseen.writeItems(some, collection)).find(({ status }) => status === 'failed');
      if (failed !== undefined) throw new Error(`${failed.id}: ${failed.error?.detail ?? ''}`);
    }
    onDone();
  };
  return (
    <Confirm
      title={t.manage.setFieldOf(ids.length)}
      text={t.manage.setFieldText}
      act={t.manage.save}
      onConfirm={save}
      onClose={onClose}
    >
      <label class="field">
        <span>{t.manage.field}</span>
        <input value={field} required onInput={(event) => setField(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{t.manage.value}</span>
        <input value={value} onInput={(event) => setValue(event.currentTarget.value)} />
      </label>
    </Confirm>
  );
}
