import { ChevronRight } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { byYears, type Span, type Year, yearOf } from './dates.ts';
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
      {years.map((of, index) => (
        <YearOf
          key={of.year}
          of={of}
          most={most}
          open={index === 0 || of.months.some(isChosen)}
          isChosen={isChosen}
          onChoose={choose}
        />
      ))}
    </fieldset>
  );
}

function YearOf({
  of: { year, count, months },
  most,
  open,
  isChosen,
  onChoose,
}: {
  readonly of: Year;
  /** Items of the fullest month of all years. */
  readonly most: number;
  /** Whether its months are in sight at first. */
  readonly open: boolean;
  readonly isChosen: (span: Span) => boolean;
  readonly onChoose: (span: Span) => void;
}) {
  const [shown, setShown] = useState(open);
  return (
    <div class="years">
      <div class="year-head">
        {months.length > 0 && (
          <button
            type="button"
            class="year-open"
            aria-expanded={shown}
            aria-label={t.filters.monthsOf(year)}
            onClick={() => setShown(!shown)}
          >
            <Icon of={ChevronRight} size={14} />
          </button>
        )}
        <button
          type="button"
          class="year"
          aria-pressed={isChosen(yearOf(year))}
          onClick={() => onChoose(yearOf(year))}
        >
          <span>{year}</span>
          <span class="count">{t.number(count)}</span>
        </button>
      </div>
      {shown &&
        months.map((span) => (
          <button
            key={span.from}
            type="button"
            class="month"
            aria-pressed={isChosen(span)}
            style={{ '--share': span.count / most }}
            onClick={() => onChoose(span)}
          >
            <span>{t.filters.monthName(span.from)}</span>
            <span class="count">{t.number(span.count)}</span>
          </button>
        ))}
    </div>
  );
}
