import type { Language } from './language.ts';

const TAGS: Record<Language, string> = { en: 'en-US', de: 'de-DE' };

function formats(language: Language) {
  const tag = TAGS[language];
  return {
    numbers: new Intl.NumberFormat(tag),
    oneDigit: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
    percents: new Intl.NumberFormat(tag, { style: 'percent' }),
    dates: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
    days: new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }),
    months: new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    shortMonths: new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' }),
    utcDays: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }),
    monthNames: new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }),
  };
}

let now = formats('en');

/** Writes numbers and dates as a language does, from now on. */
export function speak(language: Language): void {
  now = formats(language);
}

const BYTE_UNITS = ['KB', 'MB', 'GB', 'TB'];
const plural = new Intl.PluralRules('en-US', { type: 'ordinal' });
const SUFFIX = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as Record<string, string>;

/** `1,161`. */
export const number = (value: number) => now.numbers.format(value);
/** With one digit after the point, where there is one. */
export const rounded = (value: number) => now.oneDigit.format(value);
/** `1 item`, `2 items`. */
export const count = (value: number, one: string, many: string) =>
  `${number(value)} ${value === 1 ? one : many}`;
/** `850 KB`, `12.3 MB`, `4 GB`: in powers of 1,000, as disks are sold. */
export const byteSize = (bytes: number) => {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), BYTE_UNITS.length);
  return `${rounded(bytes / 1_000 ** power)} ${BYTE_UNITS[power - 1]}`;
};
/** `1st`. */
export const ordinal = (value: number) => `${number(value)}${SUFFIX[plural.select(value)] ?? 'th'}`;
/** Degrees with the direction they go in: `48.5° N`. */
export const degrees = (value: number, positive: string, negative: string) =>
  `${rounded(Math.abs(value))}°${value === 0 ? '' : ` ${value > 0 ? positive : negative}`}`;
/** A share from 0 to 1 as `37%`. */
export const percent = (share: number) => now.percents.format(share);
/** The same, but 100% is all of it and nothing less. */
export const percentBelow = (share: number) => percent(share < 1 ? Math.min(0.99, share) : 1);
/** A date with its time, as the reader's place has it. */
export const date = (iso: string) => now.dates.format(new Date(iso));
/** A date without its time. */
const day = (iso: string) => now.days.format(new Date(iso));
/** The month of a date: `May`. */
export const monthName = (iso: string) => now.monthNames.format(new Date(iso));
/** The month of a date in few letters: `Sep`. */
export const monthShort = (iso: string) => now.shortMonths.format(new Date(iso));
/** A year, a month or a day, written `2024`, `2024-05` or `2024-05-17`, as people write it. */
export const moments = (moment: string) =>
  moment.length === 4 ? moment : (moment.length === 7 ? now.months : now.utcDays).format(new Date(moment));
/** The month of a date with its year: `May 2024`. */
export const month = (iso: string) => now.months.format(new Date(iso));
/** A span of time: a year or a month where it is one, else its first and last day. */
export const span = (from: string, to: string) => {
  const [start, end] = [new Date(from), new Date(to)];
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  if (months === 12 && start.getUTCMonth() === 0) return String(start.getUTCFullYear());
  return months === 1 ? now.months.format(start) : `${day(from)} – ${day(to)}`;
};
/** `food_drink`, `size.heightCm` and `food-drink` as people write them. */
export const readable = (name: string) => {
  const words = name
    .replaceAll(/[-_.]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const SLUG = /^[a-z0-9]+([-_.][a-z0-9]+)*$/;

/** A value that is text: slugs as people write them, everything else as it was written. */
export const readableValue = (value: string) => (SLUG.test(value) ? readable(value) : value);

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A value of the metadata as people read it: dates in their own way, lists with commas. */
export const shown = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (Number.isNaN(Date.parse(value))) return value;
  return ISO_DAY.test(value) ? day(`${value}T12:00`) : ISO_TIME.test(value) ? date(value) : value;
};
