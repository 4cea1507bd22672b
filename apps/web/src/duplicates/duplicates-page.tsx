import { CopyCheck } from 'lucide';
import { deleteSoon, isDeleted, useDeletions } from '../manage/deletions.ts';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { go, usePlace } from '../router/place.ts';
import { DEFAULT_COLLECTION } from '../search/query.ts';
import { t } from '../text/text.ts';
import { CollectionSelect } from '../ui/collection-select.tsx';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { AlikeGroup } from './alike-group.tsx';
import { keepAll, useKept } from './kept.ts';
import { useAlike } from './use-alike.ts';
import './duplicates.css';

/** How alike pictures must be: saved again as they were, or smaller and coarser, or taken a moment later. */
const LIKENESS = { same: 0.985, near: 0.95, like: 0.9 } as const;
type How = keyof typeof LIKENESS;
const HOW: readonly How[] = ['same', 'near', 'like'];

/** Pictures of a collection that look the same, side by side: one click keeps one and deletes the others. */
export function DuplicatesPage() {
  const { params } = usePlace();
  const collection = params.get('c') ?? DEFAULT_COLLECTION;
  const how = HOW.find((each) => each === params.get('how')) ?? 'near';
  const show = (name: string, way: How) =>
    go(
      '/duplicates',
      new URLSearchParams({
        ...(name !== DEFAULT_COLLECTION && { c: name }),
        ...(way !== 'near' && { how: way }),
      }),
    );
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  const { groups, examined, walking, more, error, retry } = useAlike(collection, LIKENESS[how]);
  const kept = useKept(collection);
  useDeletions();
  const shown = groups
    .map((group) => ({ ...group, items: group.items.filter(({ id }) => !isDeleted(collection, id)) }))
    .filter(({ items }) => items.length > 1 && !items.every(({ id }) => kept.has(id)));
  const size = collections.value?.find(({ name }) => name === collection)?.items;
  const others = shown.flatMap(({ items }) => items.slice(1).map(({ id }) => id));
  return (
    <div class="duplicates">
      <header class="page-head">
        <h1>{t.duplicates.title}</h1>
        <p>{t.duplicates.lead}</p>
      </header>
      <div class="duplicates-bar">
        <CollectionSelect
          value={collection}
          collections={collections.value}
          onChange={(name) => show(name, how)}
        />
        <Segments
          label={t.duplicates.how}
          values={HOW}
          names={t.duplicates.ways}
          value={how}
          onChange={(way) => show(collection, way)}
        />
        <p class="muted small numbers" role="status">
          {walking ? t.duplicates.looking(examined, size) : t.duplicates.found(shown.length, examined)}
        </p>
        {!walking && shown.length > 1 && (
          <button type="button" class="button" onClick={() => deleteSoon(collection, others)}>
            <Icon of={CopyCheck} size={16} />
            {t.duplicates.keepLargest(shown.length)}
          </button>
        )}
      </div>
      {shown.length === 0 && !walking && error === undefined && more === undefined && (
        <Empty title={t.duplicates.none} text={t.duplicates.noneText} />
      )}
      <ul class="alike-groups">
        {shown.map((group) => (
          <AlikeGroup
            key={group.items.map(({ id }) => id).join('\n')}
            group={group}
            collection={collection}
            onKeep={(id) =>
              deleteSoon(
                collection,
                group.items.flatMap((item) => (item.id === id ? [] : item.id)),
              )
            }
            onKeepAll={() =>
              keepAll(
                collection,
                group.items.map(({ id }) => id),
              )
            }
          />
        ))}
      </ul>
      {error !== undefined && <Trouble error={error} retry={retry} />}
      {walking && <Loading />}
      {more !== undefined && (
        <div class="results-foot">
          <button type="button" class="button" onClick={more}>
            {t.duplicates.more}
          </button>
        </div>
      )}
    </div>
  );
}
