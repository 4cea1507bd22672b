import type { ClassFacet } from '@unseen/client';
import { t } from '../text/text.ts';
import { Segments } from '../ui/segments.tsx';
import { type Query, SCOPES } from './query.ts';
import { useClassFacets } from './use-class-facets.ts';
import type { Results } from './use-search.ts';

interface Properties {
  readonly query: Query;
  readonly picture: File | undefined;
  readonly results: Results;
  readonly onChange: (query: Query) => void;
}

/** Most chips; whoever wants a rarer class names it. */
const MOST = 24;

/** The classes of the hits with their counts: a click keeps the hits of one, or of several. */
export function ClassRow({ query, picture, results, onChange }: Properties) {
  const facets = useClassFacets(query, picture, results);
  const known = new Map(facets.map((facet) => [facet.id, facet]));
  // Where a class is chosen, all its hits come up, not only those among the best of all: the chip says how many.
  const shown = new Map(results.pages[0]?.classes?.map((facet) => [facet.id, facet.count]));
  const hitsOf = ({ id = '', count }: Partial<ClassFacet>) =>
    query.classes.includes(id) ? (shown.get(id) ?? count) : count;
  // What is chosen stays in sight, so that it can be let go again.
  const chosen = query.classes.filter((id) => !known.has(id)).map((id) => ({ id, name: id }));
  const chips: Partial<ClassFacet>[] = [...chosen, ...facets.slice(0, MOST)];
  if (chips.length === 0 && query.scope === 'all') return null;
  const toggle = (id: string) =>
    onChange({
      ...query,
      classes: query.classes.includes(id)
        ? query.classes.filter((other) => other !== id)
        : [...query.classes, id],
    });
  return (
    <div class="class-row" role="group" aria-label={t.filters.classes}>
      {(query.scope !== 'all' || (facets.some(({ seen }) => seen) && facets.some(({ seen }) => !seen))) && (
        <Segments
          label={t.catalogue.scope}
          names={t.scope}
          values={SCOPES}
          value={query.scope}
          onChange={(scope) => onChange({ ...query, scope })}
        />
      )}
      {chips.map(({ id = '', name = id, seen, count: among }) => {
        const count = hitsOf({ id, count: among });
        return (
          <button
            key={id}
            type="button"
            class="word"
            aria-pressed={query.classes.includes(id)}
            onClick={() => toggle(id)}
          >
            {seen === false && <span class="unseen-dot" aria-hidden="true" />}
            {name}
            {seen === false && <span class="visually-hidden">{t.filters.unseen}</span>}
            {count !== undefined && (
              <span class="count">
                {t.number(count)} <span class="visually-hidden">{t.filters.hits(count)}</span>
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
