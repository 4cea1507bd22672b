const numbers = new Intl.NumberFormat('en-US');
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const dates = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
const BYTE_UNITS = ['KB', 'MB', 'GB', 'TB'];
const plural = new Intl.PluralRules('en-US', { type: 'ordinal' });
const SUFFIX = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as Record<string, string>;

/** `1,161`. */
export const number = (value: number) => numbers.format(value);
/** With one digit after the point, where there is one. */
export const rounded = (value: number) => oneDigit.format(value);
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
/** A share from 0 to 1 as `37%`. */
export const percent = (share: number) => `${Math.round(share * 100)}%`;
/** The same, but 100% is all of it and nothing less. */
export const percentBelow = (share: number) =>
  share < 1 ? `${Math.min(99, Math.round(share * 100))}%` : '100%';
/** A date with its time, as the reader's place has it. */
export const date = (iso: string) => dates.format(new Date(iso));
/** `food_drink`, `size.heightCm` and `food-drink` as people write them. */
export const readable = (name: string) => {
  const words = name
    .replaceAll(/[-_.]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
