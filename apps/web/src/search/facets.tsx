import type { Facet } from '@unseen/client';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { type FilterField, filterFields, toggled, withBound } from './filters.ts';
import type { Query } from './query.ts';

interface Properties {
  readonly query: Query;
  readonly facets: readonly Facet[];
  /** Whether they are shown where there is little room. */
  readonly open: boolean;
  readonly onChange: (query: Query) => void;
}

type FieldProperties = Omit<Properties, 'facets' | 'open'>;

/** Filters made from the metadata the collection really has. */
export function Facets({ query, facets, open, onChange }: Properties) {
  const fields = filterFields(facets);
  if (fields.length === 0) return null;
  return (
    <aside class="facets" data-open={open || undefined} aria-label={t.filters.title}>
      <div class="facet-fields">
        {fields.map((field) =>
          field.kind === 'values' ? (
            <ValueField key={field.facet.field} field={field} query={query} onChange={onChange} />
          ) : (
            <RangeField key={field.facet.field} field={field} query={query} onChange={onChange} />
          ),
        )}
      </div>
    </aside>
  );
}

const FEW = 7;

function ValueField({
  field,
  query,
  onChange,
}: FieldProperties & { field: Extract<FilterField, { kind: 'values' }> }) {
  const [all, setAll] = useState(false);
  const { field: name, values } = field.facet;
  const chosen = query.filter[name]?.in ?? [];
  const shown = all ? values : values.filter(({ value }, index) => index < FEW || chosen.includes(value));
  return (
    <fieldset class="facet">
      <legend>{t.filters.field(name)}</legend>
      {shown.map(({ value, count }) => (
        <label key={`${typeof value}:${value}`} class="facet-value">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onChange({ ...query, filter: toggled(query.filter, name, value) })}
          />
          <span>{t.filters.value(value)}</span>
          <span class="count">{t.number(count)}</span>
        </label>
      ))}
      {values.length > FEW && (
        <button type="button" class="link-button" onClick={() => setAll(!all)}>
          {all ? t.filters.fewer : t.filters.more}
        </button>
      )}
    </fieldset>
  );
}

function RangeField({
  field,
  query,
  onChange,
}: FieldProperties & { field: Extract<FilterField, { kind: 'range' }> }) {
  const { facet, min, max } = field;
  const bound = (end: 'gte' | 'lte', label: string, placeholder: number) => (
    <label>
      <span class="visually-hidden">{label}</span>
      <input
        type="number"
        inputMode="decimal"
        step="any"
        placeholder={t.number(placeholder)}
        value={query.filter[facet.field]?.[end] ?? ''}
        onChange={(event) => {
          const value = event.currentTarget.valueAsNumber;
          const filter = withBound(query.filter, facet.field, end, Number.isNaN(value) ? undefined : value);
          onChange({ ...query, filter });
        }}
      />
    </label>
  );
  return (
    <fieldset class="facet">
      <legend>{t.filters.field(facet.field)}</legend>
      <div class="range">
        {bound('gte', t.filters.from(facet.field), min)}
        <span aria-hidden="true">–</span>
        {bound('lte', t.filters.to(facet.field), max)}
      </div>
    </fieldset>
  );
}
