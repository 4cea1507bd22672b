import { createHash } from 'node:crypto';
import type { FilterScalar } from '@unseen/domain';
import { DIGITS, orderCode } from './order-code.ts';

/** Which way a range goes. */
export type Side = 'below' | 'above';

/** The tag of "this field has this value", or with no value of "this field is there". */
export function valueTag(field: string, value?: FilterScalar): string {
  const fact = value === undefined ? [field] : [field, value === 0 ? 0 : value];
  return `=${digest(JSON.stringify(fact), 22)}`;
}

/** A field name as it can stand in a path or a tag. */
export function fieldKey(field: string): string {
  return digest(field, 14);
}

/** The tag of "this field has a value with exactly this code". */
export function codeTag(field: string, value: number | string): string {
  return rangeHead(field, value) + orderCode(value);
}

/**
 * The tags by which ranges find a value: one per beginning of its code. Any range is a union of such beginnings, at most 63 per
 * digit, so one keyword index serves every range on every field.
 */
export function beginningTags(field: string, value: number | string): string[] {
  const head = rangeHead(field, value);
  const code = orderCode(value);
  return Array.from(code, (_, i) => head + code.slice(0, i + 1));
}

/** The tags of which every value with a smaller (or larger) code has exactly one, and no other value has any. */
export function rangeTags(field: string, side: Side, value: number | string): string[] {
  const head = rangeHead(field, value);
  const code = orderCode(value);
  const tags: string[] = [];
  for (let i = 0; i < code.length; i++) {
    const at = DIGITS.indexOf(code[i]!);
    const others = side === 'below' ? DIGITS.slice(0, at) : DIGITS.slice(at + 1);
    for (const digit of others) tags.push(head + code.slice(0, i) + digit);
  }
  return tags;
}

/** A number never meets a text. */
function rangeHead(field: string, value: number | string): string {
  return (typeof value === 'number' ? 'n' : 't') + fieldKey(field);
}

/** Hashes keep any name and value, whatever its length and characters, to a few letters; 84 bits and more never meet by chance. */
function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length);
}
