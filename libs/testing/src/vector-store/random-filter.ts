import type { Filter, FilterScalar, Json, Metadata } from '@unseen/domain';

/** Field names and texts that break a careless adapter: quotes, comments, wildcards, paths, controls, other scripts. */
const TEXTS = [
  'red',
  "it's",
  "'; DROP TABLE x; --",
  '"',
  '`',
  '\\',
  '\\u0027',
  '%',
  '_',
  '$.price[0]',
  '0',
  '5',
  'true',
  'null',
  '',
  ' ',
  'a\nb',
  '\u0000',
  '/* */',
  '\u{1F600}',
  '\uFFEE',
  'ZÜRICH',
  'x'.repeat(400),
  // Alike at the beginning, where an adapter may look first.
  '2024-05',
  '2024-05-01',
  '2024-05-17',
  '2024-05-17T10:30:00Z',
  '2024-05-17T12:30:00+02:00',
  '2024-05-17T10:30:00.000Z',
  '2024-05-17T23:30:00-01:00',
  '2024-02-30',
  'Red',
  'RED wine',
  'wine, red!',
  'Straße',
  'STRASSE',
  '2024-05\u0000',
  'abcdef',
  'abcdefg',
  'abcdefg\u0000',
  'abcdefgh',
];
const FIELDS = [
  'color',
  'price',
  'deep.er',
  'a.b.c',
  'list.er',
  'list',
  "o'clock",
  '"; --',
  'tags',
  'ranges',
  'id',
  '$',
  '',
  '__proto__',
  '价格',
];
const NUMBERS = [0, -0, 1, -1, 5, 5.5, 1e-7, 1e21, -1e300, 2 ** 53, 0.1 + 0.2, 5e-324];

/** What an item has by itself, and a name that is none of them. */
const OWN = ['$id', '$createdAt', '$hasImage', '$hasText', '$other'];

type Random = () => number;

function pick<T>(next: Random, from: readonly T[]): T {
  return from[Math.floor(next() * from.length)]!;
}

function scalar(next: Random): FilterScalar {
  const kind = next();
  if (kind < 0.45) return pick(next, TEXTS);
  return kind < 0.9 ? pick(next, NUMBERS) : next() < 0.5;
}

function value(next: Random): Json {
  const kind = next();
  if (kind < 0.6) return scalar(next);
  if (kind < 0.85)
    return Array.from({ length: Math.floor(next() * 4) }, () => (next() < 0.9 ? scalar(next) : null));
  if (kind < 0.95) return { er: scalar(next), b: { c: scalar(next) } };
  return kind < 0.97 ? null : [{ er: scalar(next) }, [2], { er: [scalar(next)] }];
}

/** Metadata with fields that {@link randomFilter} asks for. */
export function randomMetadata(next: Random): Metadata {
  const fields = Array.from({ length: Math.floor(next() * 6) }, () =>
    pick(next, [...FIELDS, 'deep', 'a', 'list']),
  );
  return Object.fromEntries(fields.map((field) => [field, value(next)]));
}

/** A filter of any shape, up to four levels deep. */
export function randomFilter(next: Random, depth = 0): Filter {
  if (depth < 3 && next() < 0.35) {
    const filters = Array.from({ length: Math.floor(next() * 4) }, () => randomFilter(next, depth + 1));
    return { op: pick(next, ['all', 'any', 'none'] as const), filters };
  }
  const field = pick(next, next() < 0.1 ? OWN : FIELDS);
  const text = () => pick(next, TEXTS);
  const kind = next();
  if (kind < 0.08) return { op: 'ieq', field, value: text() };
  if (kind < 0.16)
    return { op: 'prefix', field, value: [...text()].slice(0, 1 + Math.floor(next() * 24)).join('') || 'r' };
  if (kind < 0.24)
    return {
      op: 'words',
      field,
      value: `${pick(next, ['', 'wine ', 'red '])}${pick(next, ['RED', 'wine', '2024', 'strasse', 'x'])}`,
    };
  if (kind < 0.3)
    return {
      op: 'length',
      field,
      is: pick(next, ['eq', 'ne', 'lt', 'gte'] as const),
      value: Math.floor(next() * 4),
    };
  const op = pick(next, ['eq', 'ne', 'in', 'exists', 'lt', 'lte', 'gt', 'gte'] as const);
  if (op === 'exists') return { op, field, value: next() < 0.5 };
  if (op === 'in')
    return { op, field, values: Array.from({ length: Math.floor(next() * 4) }, () => scalar(next)) };
  if (op === 'eq' || op === 'ne') return { op, field, value: scalar(next) };
  return { op, field, value: next() < 0.5 ? pick(next, NUMBERS) : pick(next, TEXTS) };
}
