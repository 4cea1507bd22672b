import { t } from '../text/text.ts';
import { byYears, type Span, yearOf } from './dates.ts';
import { withSpan } from './filters.ts';
import type { Query } from './query.ts';

interface Properties {
  readonly field: string;
  readonly spans: readonly (Partial<Span> & { readonly count: number })[];
  readonly query: Query;
  readonly onChange: (query: Query) => void;
}

/** When things were: a click keeps a year or a month. */
export function DateFacet({ field, spans, query, onChange }: Properties) {
  const years = byYears(spans);
  if (years.length === 0) return null;
  const chosen = query.filter[field];
  const most = Math.max(...years.flatMap(({ months }) => months.map(({ count }) => count)));
  const choose = ({ from, to }: Span) =>
    onChange({ ...query, filter: withSpan(query.filter, field, from, to) });
  const isChosen = ({ from, to }: Span) => chosen?.gte === from && chosen.lt === to;
  return (
    <fieldset class="facet">
      <legend>{t.filters.field(field)}</legend>
      {years.map(({ year, count, months }, index) => (
        <details key={year} class="years" open={index === 0 || months.some(isChosen)}>
          <summary>
            <button
              type="button"
              class="year"
              aria-pressed={isChosen(yearOf(year))}
              onClick={() => choose(yearOf(year))}
            >
              {year}
            </button>
            <span class="count">{t.number(count)}</span>
          </summary>
          {months.map((span) => (
            <button
              key={span.from}
              type="button"
              class="month"
              aria-pressed={isChosen(span)}
              style={{ '--share': span.count / most }}
              onClick={() => choose(span)}
            >
              <span>{t.filters.monthName(span.from)}</span>
              <span class="count">{t.number(span.count)}</span>
            </button>
          ))}
        </details>
      ))}
    </fieldset>
  );
}
