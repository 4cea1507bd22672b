import type { Facet } from '@unseen/client';
import { t } from '../text/text.ts';
import { dateField, filterFields } from './filters.ts';
import type { Query } from './query.ts';

interface Properties {
  readonly query: Query;
  readonly facets: readonly Facet[];
  /** Whether there is anything to match. */
  readonly searching: boolean;
  readonly onChange: (query: Query) => void;
}

/** What the list is sorted by. */
export function SortSelect({ query, facets, searching, onChange }: Properties) {
  const date = dateField(facets);
  const numbers = filterFields(facets).flatMap(({ kind, facet }) => (kind === 'range' ? [facet.field] : []));
  const options: readonly (readonly [string, string])[] = [
    ['', searching ? t.sort.match : t.sort.id],
    ...(date === undefined
      ? []
      : ([
          [`${date}:desc`, t.sort.newest],
          [`${date}:asc`, t.sort.oldest],
        ] as const)),
    ['$createdAt:desc', t.sort.added],
    ...numbers.flatMap((field) => [
      [`${field}:asc`, t.sort.up(field)] as const,
      [`${field}:desc`, t.sort.down(field)] as const,
    ]),
  ];
  return (
    <label class="select sort-select">
      <span class="visually-hidden">{t.sort.label}</span>
      <select
        value={query.sort ?? ''}
        onChange={(event) =>
          onChange({ ...query, sort: event.currentTarget.value || undefined, at: undefined })
        }
      >
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
