import type { Facet } from '@unseen/client';
import { SlidersHorizontal } from 'lucide';
import { useState } from 'preact/hooks';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { type FilterField, filterFields, toggled, withBound } from './filters.ts';
import type { Query } from './query.ts';

interface Properties {
  readonly query: Query;
  readonly facets: readonly Facet[];
  readonly onChange: (query: Query) => void;
}

type FieldProperties = Omit<Properties, 'facets'>;

/** Filters made from the metadata the collection really has. */
export function Facets({ query, facets, onChange }: Properties) {
  const [open, setOpen] = useState(false);
  const fields = filterFields(facets);
  if (fields.length === 0) return null;
  const count = Object.keys(query.filter).length;
  return (
    <aside class="facets" aria-label={en.filters.title}>
      <button
        type="button"
        class="button facets-toggle"
        aria-expanded={open}
        aria-controls="facet-fields"
        onClick={() => setOpen(!open)}
      >
        <Icon of={SlidersHorizontal} size={16} />
        {en.filters.button(count)}
      </button>
      <div id="facet-fields" class="facet-fields" data-open={open || undefined}>
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
      <legend>{en.filters.field(name)}</legend>
      {shown.map(({ value, count }) => (
        <label key={`${typeof value}:${value}`} class="facet-value">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onChange({ ...query, filter: toggled(query.filter, name, value) })}
          />
          <span>{en.filters.value(value)}</span>
          <span class="count">{en.number(count)}</span>
        </label>
      ))}
      {values.length > FEW && (
        <button type="button" class="link-button" onClick={() => setAll(!all)}>
          {all ? en.filters.fewer : en.filters.more}
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
        placeholder={en.number(placeholder)}
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
      <legend>{en.filters.field(facet.field)}</legend>
      <div class="range">
        {bound('gte', en.filters.from(facet.field), min)}
        <span aria-hidden="true">–</span>
        {bound('lte', en.filters.to(facet.field), max)}
      </div>
    </fieldset>
  );
}
