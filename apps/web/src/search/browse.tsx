import type { Collection, Item } from '@unseen/client';
import { useLayoutEffect } from 'preact/hooks';
import { SelectButton } from '../manage/select-button.tsx';
import type { Loaded } from '../platform/use-loaded.ts';
import { cameBack } from '../router/place.ts';
import { t } from '../text/text.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { Grid } from './grid.tsx';
import type { Query } from './query.ts';
import { Tile } from './tile.tsx';
import type { Items } from './use-items.ts';

interface Properties {
  readonly query: Query;
  readonly collections: Loaded<readonly Collection[]>;
  readonly shown: Items;
  readonly onOpen: (id: string) => void;
}

/** How far down each collection was looked at. */
const places = new Map<string, number>();

/** Before anything is searched for: what is there, and words to try. */
export function Browse({ query, collections, shown, onOpen }: Properties) {
  const { items, error, more, loading, reload } = shown;
  usePlaceKept(query.collection);
  const size = collections.value?.find(({ name }) => name === query.collection)?.items;
  if (error !== undefined && items.length === 0) return <Trouble error={error} retry={reload} />;
  if (loading && items.length === 0) return <Loading />;
  if (items.length === 0) {
    return (
      <Empty title={t.browse.empty(query.collection)} text={t.browse.emptyText}>
        <a class="button primary" href="/ingest">
          {t.browse.add}
        </a>
      </Empty>
    );
  }
  return (
    <section class="results" aria-label={t.browse.title}>
      <div class="results-head">
        <p class="muted">{size === undefined ? t.browse.title : t.browse.size(size)}</p>
        <Suggestions items={items} collection={query.collection} />
        <SelectButton />
      </div>
      <Grid order={items.map(({ id }) => id)}>
        {items.map((item, index) => (
          <Tile
            key={item.id}
            id={item.id}
            collection={item.collection}
            caption={item.caption}
            metadata={item.metadata}
            hasImage={item.image !== undefined}
            image={item.image}
            eager={index < 12}
            onOpen={onOpen}
          />
        ))}
      </Grid>
      <div class="results-foot">
        {more !== undefined && (
          <button type="button" class="button" disabled={loading} onClick={more}>
            {t.results.more}
          </button>
        )}
      </div>
    </section>
  );
}

/** Captions spread over what is there: whatever the collection holds, these find something. */
function Suggestions({ items, collection }: { items: readonly Item[]; collection: string }) {
  const captions = [
    ...new Set(items.flatMap(({ caption }) => (caption && caption.length < 40 ? [caption] : []))),
  ];
  const step = Math.max(1, Math.floor(captions.length / 4));
  const some = [0, 1, 2, 3].flatMap((index) => captions[index * step + Math.floor(step / 2)] ?? []);
  if (some.length === 0) return null;
  return (
    <p class="suggestions">
      <span class="muted">{t.browse.try}</span>
      {some.map((text) => (
        <a
          key={text}
          class="word"
          href={`/?${new URLSearchParams({ q: text, ...(collection !== 'default' && { c: collection }) }).toString()}`}
        >
          {text}
        </a>
      ))}
    </p>
  );
}

/** Whoever comes back finds the place. */
function usePlaceKept(collection: string): void {
  useLayoutEffect(() => {
    const place = places.get(collection);
    if (place !== undefined && cameBack()) window.scrollTo({ top: place });
    const note = () => places.set(collection, window.scrollY);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [collection]);
}
