import type { Item } from '@unseen/client';

export type Value = Item['metadata'][string];

/**
 * The value someone typed: a number, yes or no, or a list or object where it reads as one, else text. What was text stays
 * text, so that `00123` does not become a number because somebody corrected another field.
 */
export function readValue(typed: string, before?: Value): Value {
  const text = typed.trim();
  if (typeof before === 'string') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text !== '' && String(Number(text)) === text && Number.isFinite(Number(text))) return Number(text);
  if (/^[[{]/.test(text)) {
    try {
      return JSON.parse(text) as Value;
    } catch {
      return text;
    }
  }
  return text;
}

/** A value as it is typed. */
export function showValue(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
