import type { Collection, Facet } from '@unseen/client';
import { useMemo, useRef } from 'preact/hooks';
import { SelectButton } from '../manage/select-button.tsx';
import type { Loaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { EndlessGrid } from './endless-grid.tsx';
import { dateField } from './filters.ts';
import { isFiltered, type Query, withoutFilters } from './query.ts';
import { SortSelect } from './sort-select.tsx';
import { ratioOf, Tile } from './tile.tsx';
import type { Items, ShownItem } from './use-items.ts';
import { Welcome } from './welcome.tsx';

interface Properties {
  readonly query: Query;
  readonly collections: Loaded<readonly Collection[]>;
  readonly facets: readonly Facet[];
  /** How many satisfy the filter, once it is counted. */
  readonly total: number | undefined;
  readonly shown: Items;
  readonly onOpen: (id: string) => void;
  readonly onChange: (query: Query) => void;
}

const shapeOf = ({ image }: ShownItem) => ratioOf(image !== undefined, image);

/** Names the month of an item. */
const monthOf = ({ when }: ShownItem) => when.slice(0, 7);

/** Before anything is searched for: what is there, and words to try. */
export function Browse({ query, collections, facets, total, shown, onOpen, onChange }: Properties) {
  const { items, error, more, loading, reload } = shown;
  const opening = useRef(onOpen);
  opening.current = onOpen;
  const byTime =
    query.sort?.startsWith(`${dateField(facets) ?? ''}:`) || query.sort?.startsWith('$createdAt:');
  const headingOf = useMemo(
    () =>
      ({ when }: ShownItem) =>
        t.filters.month(when),
    [t],
  );
  const size = collections.value?.find(({ name }) => name === query.collection)?.items;
  if (error !== undefined && items.length === 0) return <Trouble error={error} retry={reload} />;
  if (loading && items.length === 0) return <Loading />;
  if (items.length === 0 && isFiltered(query)) {
    return (
      <Empty title={t.results.none} text={t.browse.noneFiltered}>
        <button type="button" class="button" onClick={() => onChange(withoutFilters(query))}>
          {t.results.dropFilters}
        </button>
      </Empty>
    );
  }
  if (items.length === 0) return <NothingHere query={query} collections={collections} />;
  return (
    <section class="results" aria-label={t.browse.title} aria-busy={loading}>
      {!isFiltered(query) && <Welcome collection={query.collection} items={items} />}
      <div class="results-head">
        <p class="muted">
          {isFiltered(query) && total !== undefined
            ? t.browse.filtered(total)
            : size === undefined
              ? t.browse.title
              : t.browse.size(size)}
        </p>
        <span class="results-acts">
          <SortSelect query={query} facets={facets} searching={false} onChange={onChange} />
          <SelectButton />
        </span>
      </div>
      <EndlessGrid
        list={query.collection}
        items={items}
        ratioOf={shapeOf}
        groupOf={byTime ? monthOf : undefined}
        headingOf={headingOf}
        more={more}
        tile={(item, place, index) => (
          <Tile
            key={item.id}
            {...item}
            place={place}
            collection={query.collection}
            hasImage={item.image !== undefined}
            eager={index < 12}
            onOpen={(id) => opening.current(id)}
          />
        )}
      />
      {error !== undefined && <Trouble error={error} retry={reload} />}
      {loading && <Loading />}
    </section>
  );
}

/** An empty collection, or a name that none has. */
function NothingHere({ query, collections }: Pick<Properties, 'query' | 'collections'>) {
  const known = collections.value?.some(({ name }) => name === query.collection) ?? true;
  if (!known && query.collection !== 'default')
    return (
      <Empty title={t.browse.noCollection(query.collection)} text={t.browse.noCollectionText}>
        <a class="button primary" href="/collections">
          {t.collections.title}
        </a>
      </Empty>
    );
  return (
    <Empty title={t.browse.empty(query.collection)} text={t.browse.emptyText}>
      <a
        class="button primary"
        href={query.collection === 'default' ? '/ingest' : `/ingest?c=${query.collection}`}
      >
        {t.browse.add}
      </a>
    </Empty>
  );
}
