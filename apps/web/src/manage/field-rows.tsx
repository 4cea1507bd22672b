import { Plus } from 'lucide';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { RemoveButton } from '../ui/remove-button.tsx';
import type { Value } from './read-value.ts';
import './manage.css';

/** A metadata field that is edited. */
export interface FieldRow {
  readonly field: string;
  readonly value: string;
  /** What the field was before; absent for a new one, whose name can be typed. */
  readonly before?: Value;
}

interface Properties {
  readonly rows: readonly FieldRow[];
  /** Shown where a name is to be typed. */
  readonly placeholder?: string;
  readonly onChange: (rows: readonly FieldRow[]) => void;
}

/** Fields with their values, to change, add and remove. */
export function FieldRows({ rows, placeholder, onChange }: Properties) {
  const change = (at: number, part: Partial<FieldRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset class="edit-fields">
      <legend>{t.manage.metadata}</legend>
      {rows.map(({ field, value, before }, at) => (
        <div key={at} class="edit-field">
          <input
            aria-label={t.manage.field}
            placeholder={placeholder}
            value={field}
            readOnly={before !== undefined}
            onInput={(event) => change(at, { field: event.currentTarget.value })}
          />
          <input
            aria-label={field === '' ? t.manage.value : t.manage.valueOf(field)}
            value={value}
            onInput={(event) => change(at, { value: event.currentTarget.value })}
          />
          <RemoveButton
            label={field || t.manage.field}
            onRemove={() => onChange(rows.filter((_row, index) => index !== at))}
          />
        </div>
      ))}
      <button
        type="button"
        class="button small"
        onClick={() => onChange([...rows, { field: '', value: '' }])}
      >
        <Icon of={Plus} size={15} />
        {t.manage.addField}
      </button>
    </fieldset>
  );
}
