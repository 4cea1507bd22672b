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

const MOMENT = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** The year, month or day that a text like `2024`, `2024-05` or `2024-05-17` names; undefined where it names none. */
export function spanOf(moment: string): Span | undefined {
  const date = new Date(`${moment}${'-01-01'.slice(moment.length - 4)}T00:00:00Z`);
  if (!MOMENT.test(moment) || Number.isNaN(date.getTime())) return undefined;
  // What is beyond the end of a month would be taken for a day of the next.
  if (!date.toISOString().startsWith(moment)) return undefined;
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (moment.length === 4) return yearOf(year);
  if (moment.length === 7) return monthOf(year, month);
  const next = new Date(Date.UTC(year, month, day + 1)).toISOString().slice(0, 10);
  return { from: moment, to: next };
}

/** The months of a year, or the days of a month, newest first; of a day, none. @param moment - as {@link spanOf} takes it */
export function partsOf(moment: string): string[] {
  const span = spanOf(moment);
  if (span === undefined || moment.length === 10) return [];
  const parts: string[] = [];
  const until = new Date(span.to);
  for (const at = new Date(span.from); at < until;) {
    parts.push(at.toISOString().slice(0, moment.length + 3));
    if (moment.length === 4) at.setUTCMonth(at.getUTCMonth() + 1);
    else at.setUTCDate(at.getUTCDate() + 1);
  }
  return parts.reverse();
}

/** The years in which anything may have been, newest first. */
export function allYears(now: Date): string[] {
  const year = now.getUTCFullYear();
  return Array.from({ length: year - FIRST_YEAR + 1 }, (_, at) => String(year - at));
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
