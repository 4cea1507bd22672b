import type { Collection, Item } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../platform/client.ts';
import type { Loaded } from '../platform/use-loaded.ts';
import { en } from '../text/en.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { Grid } from './grid.tsx';
import type { Query } from './query.ts';
import { Tile } from './tile.tsx';

interface Properties {
  readonly query: Query;
  readonly collections: Loaded<readonly Collection[]>;
  readonly onOpen: (id: string) => void;
}

const PAGE = 60;

/** Before anything is searched for: what is there, and words to try. */
export function Browse({ query, collections, onOpen }: Properties) {
  const { items, error, more, loading } = useItems(query.collection);
  const size = collections.value?.find(({ name }) => name === query.collection)?.items;
  if (error !== undefined && items.length === 0) return <Trouble error={error} />;
  if (loading && items.length === 0) return <Loading />;
  if (items.length === 0) {
    return (
      <Empty title={en.browse.empty(query.collection)} text={en.browse.emptyText}>
        <a class="button primary" href="/ingest">
          {en.browse.add}
        </a>
      </Empty>
    );
  }
  return (
    <section class="results" aria-label={en.browse.title}>
      <div class="results-head">
        <p class="muted">{size === undefined ? en.browse.title : en.browse.size(size)}</p>
        <Suggestions items={items} collection={query.collection} />
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
            {en.results.more}
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
      <span class="muted">{en.browse.try}</span>
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

function useItems(collection: string) {
  const [state, setState] = useState<{
    items: readonly Item[];
    cursor?: string;
    error?: unknown;
    loading: boolean;
  }>({
    items: [],
    loading: true,
  });
  const fetchPage = (before: readonly Item[], cursor?: string, signal?: AbortSignal) => {
    setState((last) => ({ ...last, items: before, loading: true, error: undefined }));
    unseen.listItems({ collection, limit: PAGE, cursor }, { signal }).then(
      (page) =>
        signal?.aborted !== true &&
        setState({ items: [...before, ...page.items], cursor: page.nextCursor ?? undefined, loading: false }),
      (error: unknown) => {
        if (!isAbort(error) && signal?.aborted !== true) setState({ items: before, error, loading: false });
      },
    );
  };
  useEffect(() => {
    const abort = new AbortController();
    fetchPage([], undefined, abort.signal);
    return () => abort.abort();
  }, [collection]);
  const { items, cursor } = state;
  return { ...state, more: cursor === undefined ? undefined : () => fetchPage(items, cursor) };
}
