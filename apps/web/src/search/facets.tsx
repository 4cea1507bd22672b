import type { Facet } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { DateFacet } from './date-facet.tsx';
import { dateField, type FilterField, filterFields, toggled, withBound } from './filters.ts';
import type { Query } from './query.ts';
import type { Counts } from './use-facet-counts.ts';

interface Properties {
  readonly query: Query;
  /** What the collection holds. */
  readonly facets: readonly Facet[];
  /** What the answer holds, once it is counted. */
  readonly counts: Counts | undefined;
  /** Whether they are shown where there is little room. */
  readonly open: boolean;
  readonly onChange: (query: Query) => void;
  /** Closes it, where it covers the page. */
  readonly onClose: () => void;
}

type FieldProperties = Pick<Properties, 'query' | 'counts' | 'onChange'>;

/** Filters made from the metadata the collection really has. */
export function Facets({ query, facets, counts, open, onChange, onClose }: Properties) {
  const fields = filterFields(facets);
  const date = dateField(facets);
  if (fields.length === 0 && date === undefined) return null;
  return (
    <aside class="facets" data-open={open || undefined} aria-label={t.filters.title}>
      <div class="facet-fields">
        {date !== undefined && (
          <DateFacet
            field={date}
            spans={(counts?.facets[date]?.values ?? []) as Parameters<typeof DateFacet>[0]['spans']}
            query={query}
            onChange={onChange}
          />
        )}
        {fields.map((field) =>
          field.kind === 'values' ? (
            <ValueField
              key={field.facet.field}
              field={field}
              query={query}
              counts={counts}
              onChange={onChange}
            />
          ) : (
            <RangeField
              key={field.facet.field}
              field={field}
              query={query}
              counts={counts}
              onChange={onChange}
            />
          ),
        )}
      </div>
      <button type="button" class="button primary facets-close" onClick={onClose}>
        {counts?.total === undefined ? t.filters.close : t.filters.showResults(counts.total.value)}
      </button>
    </aside>
  );
}

const FEW = 7;

function ValueField({
  field,
  query,
  counts,
  onChange,
}: FieldProperties & { field: Extract<FilterField, { kind: 'values' }> }) {
  const [all, setAll] = useState(false);
  const { field: name } = field.facet;
  const chosen = query.filter[name]?.in ?? [];
  const counted = counts?.facets[name]?.values;
  // Until it is counted, the values stand in their places without a number.
  const values: readonly { value: string | number | boolean; count?: number }[] =
    counted === undefined
      ? field.facet.values.map(({ value }) => ({ value }))
      : [
          ...counted,
          ...chosen
            .filter((value) => !counted.some((known) => known.value === value))
            .map((value) => ({ value, count: 0 })),
        ];
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
          {count !== undefined && <span class="count">{t.number(count)}</span>}
        </label>
      ))}
      {values.length === 0 && <p class="muted small">{t.filters.noValue}</p>}
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
    <Bound
      label={label}
      placeholder={t.number(placeholder)}
      value={query.filter[facet.field]?.[end]}
      onChange={(value) => onChange({ ...query, filter: withBound(query.filter, facet.field, end, value) })}
    />
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

/** One end of a range. What is being typed stays, whatever is drawn anew meanwhile. */
function Bound({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  value: number | string | undefined;
  onChange: (value: number | undefined) => void;
}) {
  const [typed, setTyped] = useState(String(value ?? ''));
  useEffect(() => setTyped(String(value ?? '')), [value]);
  return (
    <label>
      <span class="visually-hidden">{label}</span>
      <input
        type="number"
        inputMode="decimal"
        step="any"
        placeholder={placeholder}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => {
          const number = event.currentTarget.valueAsNumber;
          onChange(Number.isNaN(number) ? undefined : number);
        }}
      />
    </label>
  );
}
