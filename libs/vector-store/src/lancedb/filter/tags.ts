import { createHash } from 'node:crypto';
import type { FilterableFields, FilterScalar } from '@unseen/domain';

/** A tag longer than this many bytes is kept as its hash, so that a long text does not fill the index. */
const LONGEST_TAG = 160;

/**
 * The tag of "this field has this value", or with no value of "this field is there". JSON keeps fields and values
 * apart whatever characters they have, and the types too: `["size","5"]` is not `["size",5]`.
 */
export function tagOf(field: string, value?: FilterScalar): string {
  const tag = JSON.stringify(value === undefined ? [field] : [field, value === 0 ? 0 : value]);
  return Buffer.byteLength(tag) <= LONGEST_TAG
    ? tag
    : `sha256:${createHash('sha256').update(tag).digest('hex')}`;
}

/** All tags of an item: one per field, and one per distinct value or mark of each. */
export function tagsOf({ values: fields, marks }: FilterableFields): string[] {
  const tags = new Set<string>();
  for (const [field, values] of fields) {
    tags.add(tagOf(field));
    for (const value of values) tags.add(tagOf(field, value));
  }
  for (const [field, texts] of marks) for (const text of texts) tags.add(tagOf(field, text));
  return [...tags];
}
