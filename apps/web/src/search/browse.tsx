import type { Collection, Facet } from '@unseen/client';
import { Map as MapIcon } from 'lucide';
import { useMemo, useRef, useState } from 'preact/hooks';
import { SelectButton } from '../manage/select-button.tsx';
import type { Loaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { TimeRail } from '../timeline/time-rail.tsx';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { EndlessGrid } from './endless-grid.tsx';
import { dateField } from './filters.ts';
import { collectionLink, isFiltered, type Query, withoutFilters } from './query.ts';
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

/** Before anything is searched for: what is there, and words to try; by time, with a time line beside it. */
export function Browse(properties: Properties) {
  const { query, facets, shown, onChange } = properties;
  const [top, setTop] = useState(0);
  const field = timeField(query, facets);
  if (field === undefined) return <Listed {...properties} />;
  return (
    <div class="with-rail">
      <Listed {...properties} timed onTop={setTop} />
      <TimeRail
        query={query}
        field={field}
        upwards={query.sort?.endsWith(':asc') ?? false}
        day={shown.items[top]?.when.slice(0, 10) ?? query.at}
        onJump={(at) => onChange({ ...query, at })}
      />
    </div>
  );
}

/** The dates a list is sorted by; undefined of one that is sorted by something else. */
function timeField({ sort }: Query, facets: readonly Facet[]): string | undefined {
  const field = sort?.replace(/:(asc|desc)$/, '');
  return field !== undefined && [dateField(facets), '$createdAt'].includes(field) ? field : undefined;
}

interface ListedProperties extends Properties {
  /** Whether it is in the order of time. */
  readonly timed?: boolean;
  /** Told which item is the first in sight. */
  readonly onTop?: (index: number) => void;
}

function Listed({
  query,
  collections,
  facets,
  total,
  shown,
  onOpen,
  onChange,
  timed = false,
  onTop,
}: ListedProperties) {
  const { items, error, more, loading, reload } = shown;
  const opening = useRef(onOpen);
  opening.current = onOpen;
  const headingOf = useMemo(
    () =>
      ({ when }: ShownItem) =>
        t.filters.month(when),
    [t],
  );
  const size = collections.value?.find(({ name }) => name === query.collection)?.items;
  if (error !== undefined && items.length === 0) return <Trouble error={error} retry={reload} />;
  if (loading && items.length === 0) return <Loading />;
  if (items.length === 0 && (isFiltered(query) || query.at !== undefined)) {
    return (
      <Empty title={t.results.none} text={t.browse.noneFiltered}>
        <button
          type="button"
          class="button"
          onClick={() => onChange({ ...withoutFilters(query), at: undefined })}
        >
          {t.results.dropFilters}
        </button>
      </Empty>
    );
  }
  if (items.length === 0) return <NothingHere query={query} collections={collections} />;
  return (
    <section class="results" aria-label={t.browse.title} aria-busy={loading}>
      {!isFiltered(query) && query.at === undefined && (
        <Welcome collection={query.collection} items={items} />
      )}
      <div class="results-head">
        <p class="muted">
          {isFiltered(query) && total !== undefined
            ? t.browse.filtered(total)
            : size === undefined
              ? t.browse.title
              : t.browse.size(size)}
        </p>
        {query.at !== undefined && timed && (
          <p class="begins">
            {t.timeline.from(query.at)}
            <button type="button" class="link-button" onClick={() => onChange({ ...query, at: undefined })}>
              {t.timeline.start}
            </button>
          </p>
        )}
        <span class="results-acts">
          <SortSelect query={query} facets={facets} searching={false} onChange={onChange} />
          <a class="button small" href={collectionLink(query.collection, '/map')}>
            <Icon of={MapIcon} size={16} />
            <span>{t.map.title}</span>
          </a>
          <SelectButton />
        </span>
      </div>
      <EndlessGrid
        list={`${query.collection} ${query.at ?? ''}`}
        items={items}
        ratioOf={shapeOf}
        groupOf={timed ? monthOf : undefined}
        headingOf={headingOf}
        more={more}
        onTop={onTop}
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
