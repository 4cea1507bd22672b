import type { RestoredItem, TrashedItem } from '@unseen/client';
import { ArchiveRestore, CheckCheck, Trash2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { go, usePlace } from '../router/place.ts';
import { DEFAULT_COLLECTION } from '../search/query.ts';
import { titleOf } from '../search/tile.tsx';
import { t } from '../text/text.ts';
import { CollectionSelect } from '../ui/collection-select.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Empty } from '../ui/empty.tsx';
import { IconAct } from '../ui/icon-act.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Picture } from '../ui/picture.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { restoreItems, useTrash } from './use-trash.ts';
import './trash.css';

const DAY_MS = 86_400_000;

/** What was deleted from a collection and can still be put back. */
export function TrashPage() {
  const collection = usePlace().params.get('c') ?? DEFAULT_COLLECTION;
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  const show = (name: string) =>
    go('/trash', new URLSearchParams({ ...(name !== DEFAULT_COLLECTION && { c: name }) }));
  return (
    <div class="trash">
      <header class="page-head">
        <h1>{t.trash.title}</h1>
        <p>{t.trash.lead}</p>
      </header>
      <CollectionSelect value={collection} collections={collections.value} onChange={show} />
      <TrashOf key={collection} collection={collection} />
    </div>
  );
}

/** What became of the last items that were to be put back. */
interface Restored {
  readonly items: number;
  readonly failed: readonly RestoredItem[];
}

function TrashOf({ collection }: { collection: string }) {
  const { items, total, error, more, reload } = useTrash(collection);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [removing, setRemoving] = useState<'chosen' | 'all'>();
  const [progress, setProgress] = useState<{ done: number; all: number }>();
  const [restored, setRestored] = useState<Restored>();
  const [failure, setFailure] = useState<unknown>();
  // What is gone is not chosen any more.
  useEffect(() => {
    const there = new Set(items?.map(({ id }) => id));
    setChosen((before) => new Set([...before].filter((id) => there.has(id))));
  }, [items]);
  if (error !== undefined && items === undefined) return <Trouble error={error} retry={reload} />;
  if (items === undefined) return <Loading />;
  const ids = [...chosen];
  const restore = async () => {
    setFailure(undefined);
    setRestored(undefined);
    setProgress({ done: 0, all: ids.length });
    try {
      const failed = await restoreItems(collection, ids, (done) => setProgress({ done, all: ids.length }));
      setRestored({ items: ids.length - failed.length, failed });
    } catch (thrown) {
      setFailure(thrown);
    }
    setProgress(undefined);
    reload();
  };
  const busy = progress !== undefined;
  return (
    <>
      <div class="trash-bar">
        <p class="muted small numbers" role="status">
          {progress === undefined ? t.trash.size(total) : t.trash.restoring(progress.done, progress.all)}
        </p>
        {items.length > 0 && (
          <div class="actions">
            <button
              type="button"
              class="button small primary"
              disabled={busy || ids.length === 0}
              onClick={() => void restore()}
            >
              <Icon of={ArchiveRestore} size={16} />
              {ids.length === 0 ? t.trash.restoreNone : t.trash.restore(ids.length)}
            </button>
            <IconAct
              icon={CheckCheck}
              label={t.manage.all}
              disabled={busy}
              onClick={() => setChosen(new Set(items.map(({ id }) => id)))}
            />
            <IconAct
              icon={Trash2}
              label={ids.length === 0 ? t.trash.empty : t.trash.remove}
              disabled={busy}
              onClick={() => setRemoving(ids.length === 0 ? 'all' : 'chosen')}
            />
          </div>
        )}
      </div>
      {restored !== undefined && <RestoredNote {...restored} />}
      {(failure ?? error) !== undefined && <Trouble error={failure ?? error} />}
      {items.length === 0 && restored === undefined && <Empty title={t.trash.none} text={t.trash.noneText} />}
      <ul class="trash-items" aria-label={t.trash.list}>
        {items.map((item) => (
          <TrashTile
            key={item.id}
            item={item}
            chosen={chosen.has(item.id)}
            onChoose={(is) =>
              setChosen((before) => {
                const next = new Set(before);
                if (is) next.add(item.id);
                else next.delete(item.id);
                return next;
              })
            }
          />
        ))}
      </ul>
      {more !== undefined && (
        <div class="results-foot">
          <button type="button" class="button" onClick={more}>
            {t.results.more}
          </button>
        </div>
      )}
      {removing !== undefined && (
        <Confirm
          danger
          title={t.trash.removeTitle(removing === 'all' ? total : ids.length)}
          text={t.trash.removeText}
          act={t.trash.remove}
          onClose={() => setRemoving(undefined)}
          onConfirm={async () => {
            await unseen.trash.delete(removing === 'all' ? undefined : ids, collection);
            setRemoving(undefined);
            setRestored(undefined);
            reload();
          }}
        />
      )}
    </>
  );
}

function RestoredNote({ items, failed }: Restored) {
  const [first] = failed;
  return (
    <div class="notice" role="status">
      <p>
        {[
          ...(items > 0 ? [t.trash.restored(items)] : []),
          ...(first === undefined ? [] : [t.trash.notRestored(failed.length, first.error?.detail ?? '')]),
        ].join(' ')}
      </p>
    </div>
  );
}

function TrashTile({
  item,
  chosen,
  onChoose,
}: {
  item: TrashedItem;
  chosen: boolean;
  onChoose: (is: boolean) => void;
}) {
  const { id, collection, captions, metadata, image, expiresAt } = item;
  const title = titleOf({ id, caption: captions[0], metadata });
  const days = Math.ceil((Date.parse(expiresAt) - Date.now()) / DAY_MS);
  return (
    <li>
      <label class="trash-item" data-chosen={chosen || undefined}>
        <input
          type="checkbox"
          checked={chosen}
          aria-label={t.trash.choose(title)}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
        <span class="trash-picture">
          {image === undefined ? (
            <span class="tile-text">{captions[0]}</span>
          ) : (
            <Picture id={id} collection={collection} path={image.url} alt="" />
          )}
        </span>
        <span class="trash-title">{title}</span>
        <span class="muted small">{t.trash.leaves(days)}</span>
      </label>
    </li>
  );
}
