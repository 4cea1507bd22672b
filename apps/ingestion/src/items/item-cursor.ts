import { AppError, type FilterScalar } from '@unseen/domain';
import type { ItemPosition, SortKey } from '@unseen/ledger';

/** The place after an item in an order: encoded so that nobody takes it for an id. */
export function writeItemCursor({ id, values }: ItemPosition, sort: readonly SortKey[]): string {
  return encode(sort.length === 0 ? id : JSON.stringify([sort, values, id]));
}

/** The place in a cursor of {@link writeItemCursor}. @throws AppError `invalid_cursor` when it is of another order, or none */
export function readItemCursor(cursor: string, sort: readonly SortKey[]): ItemPosition {
  const text = Buffer.from(cursor, 'base64url').toString();
  const position = text.includes('\0') || encode(text) !== cursor ? undefined : parse(text, sort);
  if (position === undefined)
    throw new AppError('invalid_cursor', 'The cursor is not one this list has given out.');
  return position;
}

function parse(text: string, sort: readonly SortKey[]): ItemPosition | undefined {
  if (sort.length === 0) return { id: text, values: [] };
  try {
    const [of, values, id] = JSON.parse(text) as [unknown, unknown, unknown];
    const whole =
      JSON.stringify(of) === JSON.stringify(sort) &&
      typeof id === 'string' &&
      Array.isArray(values) &&
      values.length === sort.length &&
      values.every((value) => value === null || typeof value !== 'object');
    return whole ? { id, values: values as (FilterScalar | null)[] } : undefined;
  } catch {
    return undefined;
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
