/** A span of time: from one day up to another, without it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}|$)/;
/** Months are told apart so far back, years before: a search counts at most a hundred spans. */
const YEARS_OF_MONTHS = 3;
const FIRST_YEAR = 1970;

/** Whether a text is a date as programs write it. */
export function isDate(text: string): boolean {
  return ISO.test(text) && !Number.isNaN(Date.parse(text));
}

/** The spans a date is counted in: the months of the last years, and the years before, newest first. */
export function dateSpans(now: Date): Span[] {
  const year = now.getUTCFullYear();
  const months = Array.from({ length: YEARS_OF_MONTHS * 12 }, (_, at) => monthOf(year, 11 - at));
  const years = Array.from({ length: year - YEARS_OF_MONTHS - FIRST_YEAR + 1 }, (_, at) =>
    yearOf(year - YEARS_OF_MONTHS - at),
  );
  return [...months, ...years];
}

/** @param month - from 0; below 0: of years before */
function monthOf(year: number, month: number): Span {
  const day = (of: number) => new Date(Date.UTC(year, of, 1)).toISOString().slice(0, 10);
  return { from: day(month), to: day(month + 1) };
}

/** All of a year. */
export function yearOf(year: number): Span {
  return { from: `${year}-01-01`, to: `${year + 1}-01-01` };
}

/** Whether a span is a year, not a month. */
export function isYear({ from, to }: Span): boolean {
  return from.endsWith('-01-01') && to === yearOf(Number(from.slice(0, 4))).to;
}

/** A year with the months of it that hold something. */
export interface Year {
  readonly year: number;
  readonly count: number;
  readonly months: readonly (Span & { readonly count: number })[];
}

/** Counted spans, by years, newest first; what is empty is left out. */
export function byYears(spans: readonly (Partial<Span> & { readonly count: number })[]): Year[] {
  const years = new Map<number, Year>();
  for (const { from, to, count } of spans) {
    if (from === undefined || to === undefined || count === 0) continue;
    const year = Number(from.slice(0, 4));
    const known = years.get(year) ?? { year, count: 0, months: [] };
    years.set(year, {
      year,
      count: known.count + count,
      months: isYear({ from, to }) ? known.months : [...known.months, { from, to, count }],
    });
  }
  return [...years.values()].sort((a, b) => b.year - a.year);
}
