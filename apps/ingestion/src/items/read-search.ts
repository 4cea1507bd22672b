import { AppError, parseJson } from '@unseen/domain';
import type { SortKey } from '@unseen/ledger';

const MOST_SORT_KEYS = 4;

/** The JSON of a `filter` in a query, not looked into yet. @throws AppError `malformed_json` */
export function readFilter(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : parseJson(text, 'filter');
}

/**
 * The order a `sort` in a query asks for: `[{"field":"price","order":"asc"}]` as in a search, or in short `price`,
 * `-price`, `price:desc`, several separated by commas.
 *
 * @throws AppError `invalid_request`, `malformed_json`
 */
export function readSort(text: string | undefined): SortKey[] {
  if (text === undefined || text === '') return [];
  const keys = /^[[{]/.test(text)
    ? asList(parseJson(text, 'sort')).map(fromJson)
    : text.split(',').map(fromText);
  if (keys.length > MOST_SORT_KEYS)
    throw wrong(`has ${keys.length} fields; at most ${MOST_SORT_KEYS} are allowed`);
  return keys;
}

function asList(json: unknown): unknown[] {
  return Array.isArray(json) ? json : [json];
}

function fromJson(json: unknown): SortKey {
  const {
    field,
    order = 'asc',
    ...others
  } = (typeof json === 'object' ? (json ?? {}) : {}) as Record<string, unknown>;
  if (typeof field !== 'string' || Object.keys(others).length > 0) throw wrong('must be `{ field, order }`');
  return keyOf(field, order);
}

function fromText(text: string): SortKey {
  const [, minus, field, order] = /^(-?)(.*?)(?::(asc|desc))?$/s.exec(text.trim())!;
  return keyOf(field!, order ?? (minus === '-' ? 'desc' : 'asc'));
}

function keyOf(field: string, order: unknown): SortKey {
  if (field === '' || field.length > 256) throw wrong('must name a field of 1 to 256 characters');
  if (order !== 'asc' && order !== 'desc') throw wrong('has an `order` that is neither asc nor desc');
  return { field: field === 'createdAt' ? '$createdAt' : field === 'id' ? '$id' : field, order };
}

function wrong(message: string): AppError {
  return new AppError('invalid_request', `sort: ${message}.`, { errors: [{ field: 'sort', message }] });
}
