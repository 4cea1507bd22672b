import { ChevronLeft, ChevronRight, X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { deleteSoon } from '../manage/deletions.ts';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useModal } from '../ui/use-modal.ts';
import { DetailPanel } from './detail-panel.tsx';
import { isSearch, type Query } from './query.ts';
import { Stage } from './stage.tsx';
import { titleOf } from './tile.tsx';
import { useExplained } from './use-explained.ts';
import type { Results } from './use-search.ts';

interface Properties {
  readonly id: string;
  readonly query: Query;
  readonly picture: File | undefined;
  readonly results: Results;
  /** Ids of the list it was opened from. */
  readonly order: readonly string[];
  /** Told when the item has other captions or metadata. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
  readonly onMove: (id: string) => void;
  readonly onLike: (id: string) => void;
}

/** One item: its picture, where the query looked in it, and why it is where it is. */
export function Detail({
  id,
  query,
  picture,
  results,
  order,
  onChanged,
  onClose,
  onMove,
  onLike,
}: Properties) {
  const dialog = useModal();
  const [word, setWord] = useState<number>();
  const [heat, setHeat] = useState(true);
  const at = results.hits.findIndex((hit) => hit.id === id);
  const searching = isSearch(query, picture);
  const explain = useExplained(query, picture, searching ? at + 1 : 0);
  const {
    value: item,
    error,
    reload,
  } = useLoaded(
    async (signal) => {
      const params = { path: { id }, query: { collection: query.collection } };
      return (await unseen.http.GET('/v1/items/{id}', { params, signal })).data;
    },
    [id, query.collection],
  );
  useEffect(() => setWord(undefined), [id]);

  const place = order.indexOf(id);
  const previous = order[place - 1];
  const next = place === -1 ? undefined : order[place + 1];
  const current = item?.id === id ? item : undefined;
  const explanation = explain?.get(id);
  const attention = explanation?.attention;
  const weights = word === undefined ? attention?.weights : attention?.words[word]?.weights;
  return (
    <dialog
      ref={dialog}
      class="detail"
      aria-label={current === undefined ? en.detail.title : titleOf(current)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={(event) => {
        if ((event.target as HTMLElement).closest('input, textarea')) return;
        if (event.key === 'ArrowLeft' && previous !== undefined) onMove(previous);
        if (event.key === 'ArrowRight' && next !== undefined) onMove(next);
      }}
    >
      <div class="detail-body">
        <div class="detail-stage">
          {current && (
            <Stage
              item={current}
              grid={
                heat && attention && weights
                  ? { rows: attention.rows, cols: attention.cols, weights }
                  : undefined
              }
            />
          )}
          {!current && error === undefined && <Loading />}
          <div class="detail-steps">
            <Step icon={ChevronLeft} label={en.detail.previous} to={previous} onMove={onMove} />
            <Step icon={ChevronRight} label={en.detail.next} to={next} onMove={onMove} />
          </div>
        </div>
        <div class="detail-side">
          <button
            type="button"
            class="icon-button detail-close"
            aria-label={en.detail.close}
            onClick={onClose}
          >
            <Icon of={X} size={20} />
          </button>
          {error !== undefined && <Trouble error={error} retry={reload} />}
          {current && (
            <DetailPanel
              item={current}
              hitClass={results.hits[at]?.class}
              explanation={explanation}
              waiting={searching && at !== -1 && explain === undefined}
              skipped={results.pages[0]?.rescoreSkipped}
              word={word}
              heat={heat}
              onWord={setWord}
              onHeat={setHeat}
              onLike={onLike}
              onSaved={() => {
                reload();
                onChanged();
              }}
              onDelete={() => {
                deleteSoon(current.collection, [id]);
                const neighbor = next ?? previous;
                if (neighbor === undefined) onClose();
                else onMove(neighbor);
              }}
            />
          )}
        </div>
      </div>
    </dialog>
  );
}

function Step({
  icon,
  label,
  to,
  onMove,
}: {
  icon: typeof ChevronLeft;
  label: string;
  to: string | undefined;
  onMove: (id: string) => void;
}) {
  if (to === undefined) return <span />;
  return (
    <button
      type="button"
      class="icon-button raised"
      aria-label={label}
      title={label}
      onClick={() => onMove(to)}
    >
      <Icon of={icon} size={22} />
    </button>
  );
}
