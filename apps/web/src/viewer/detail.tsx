import { ChevronLeft, ChevronRight, X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { deleteSoon } from '../manage/deletions.ts';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { isSearch, type Query } from '../search/query.ts';
import { titleOf } from '../search/tile.tsx';
import { useExplained } from '../search/use-explained.ts';
import type { Results } from '../search/use-search.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useModal } from '../ui/use-modal.ts';
import { DetailPanel } from './detail-panel.tsx';
import { Stage } from './stage.tsx';
import { useFullScreen } from './use-full-screen.ts';
import { neighborsIn, useNeighbors } from './use-neighbors.ts';
import { useSlideshow } from './use-slideshow.ts';
import { useZoom } from './use-zoom.ts';
import { ViewerBar } from './viewer-bar.tsx';
import { isAsked } from './written.ts';
import './detail.css';

interface Properties {
  readonly id: string;
  readonly query: Query;
  readonly picture: File | undefined;
  readonly results: Results;
  /** Ids of the list it was opened from. */
  readonly order: readonly string[];
  /** Fetches more of the list, while there is more. */
  readonly more?: () => void;
  /** Told when the item has other captions or metadata. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
  readonly onMove: (id: string) => void;
  readonly onQuery: (query: Query) => void;
  /** Told what part of the picture to search with. */
  readonly onPart: (picture: File) => void;
}

/** One item: its picture, where the query looked in it, and why it is where it is. */
export function Detail(properties: Properties) {
  const { id, query, picture, results, order, more, onChanged, onClose, onMove, onQuery, onPart } =
    properties;
  const dialog = useModal();
  const body = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [word, setWord] = useState<number>();
  const [heat, setHeat] = useState(false);
  const [framed, setFramed] = useState<boolean>();
  const [details, setDetails] = useState(false);
  const [shown, setShown] = useState<string>();
  const [picking, setPicking] = useState(false);
  const at = results.hits.findIndex((hit) => hit.id === id);
  const searching = isSearch(query, picture);
  const explain = useExplained(query, picture, searching ? at + 1 : 0);
  const { collection } = query;
  const {
    value: item,
    error,
    reload,
  } = useLoaded(
    async (signal) => {
      const params = { path: { id }, query: { collection } };
      return (await unseen.http.GET('/v1/items/{id}', { params, signal })).data;
    },
    [id, collection],
  );
  const text = useLoaded(
    async (signal) => ({ id, words: (await unseen.itemText(id, { collection, signal })).words }),
    [id, collection],
  );
  const listed = order.includes(id);
  const beside = useNeighbors(id, collection, !listed);
  const { previous, next } = listed ? neighborsIn(order, id) : beside;
  const step = (way: 1 | -1) => {
    const to = way === 1 ? next : previous;
    if (to !== undefined) onMove(to);
  };
  const zooming = useZoom(stage, id, step);
  const screen = useFullScreen(body);
  const show = useSlideshow(shown === id ? id : undefined, next === undefined ? undefined : () => step(1));
  useEffect(() => {
    setWord(undefined);
    setPicking(false);
  }, [id]);
  // Before the last one is reached, so that nobody waits there.
  useEffect(() => {
    if (listed && order.indexOf(id) >= order.length - 3) more?.();
  }, [id, order.length, more === undefined]);

  const current = item?.id === id ? item : undefined;
  const explanation = explain?.get(id);
  const attention = explanation?.attention;
  const looked = word !== undefined ? attention?.words[word] : heat ? attention : undefined;
  const words = text.value?.id === id ? text.value.words : [];
  const asked = query.text === '' ? [] : [query.text];
  const frames = framed ?? words.some((each) => isAsked(each, asked));
  const play = () => {
    if (!show.playing && !screen.full) screen.toggle();
    show.toggle();
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => (zooming.zoom.scale > 1 ? zooming.nudge(-1, 0) : step(-1)),
    ArrowRight: () => (zooming.zoom.scale > 1 ? zooming.nudge(1, 0) : step(1)),
    ...(zooming.zoom.scale > 1 && {
      ArrowUp: () => zooming.nudge(0, -1),
      ArrowDown: () => zooming.nudge(0, 1),
    }),
    '+': zooming.closer,
    '=': zooming.closer,
    '-': zooming.farther,
    '0': zooming.fit,
    f: screen.toggle,
    i: () => setDetails(!details),
    s: play,
  };
  return (
    <dialog
      ref={dialog}
      class="detail"
      aria-label={current === undefined ? t.detail.title : titleOf(current)}
      onCancel={(event) => {
        event.preventDefault();
        if (screen.full) screen.leave();
        else onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={(event) => {
        if ((event.target as HTMLElement).closest('input:not([type=checkbox]), textarea, select')) return;
        const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
        if (act === undefined) return;
        event.preventDefault();
        act();
      }}
    >
      <div
        ref={body}
        class="detail-body"
        tabIndex={-1}
        data-full={screen.full || undefined}
        data-details={details || undefined}
      >
        <div ref={stage} class="detail-stage" data-zoomed={zooming.zoom.scale > 1 || undefined}>
          {current && (
            <Stage
              item={current}
              zoom={zooming.zoom}
              grid={
                attention && looked
                  ? { ...attention, weights: looked.weights, strength: looked.strength }
                  : undefined
              }
              words={frames ? words : []}
              asked={asked}
              picking={picking ? { onCut: onPart, onClose: () => setPicking(false) } : undefined}
              onShown={setShown}
            />
          )}
          {!current && error === undefined && <Loading />}
          <div class="detail-steps">
            <Step icon={ChevronLeft} label={t.detail.previous} to={previous} onMove={onMove} />
            <Step icon={ChevronRight} label={t.detail.next} to={next} onMove={onMove} />
          </div>
          {current?.image && (
            <ViewerBar
              zooming={zooming}
              full={screen.full}
              details={details}
              playing={show.playing}
              picking={picking}
              onPick={() => {
                zooming.fit();
                setPicking(!picking);
              }}
              onPlay={next === undefined ? undefined : play}
              onFull={() => {
                show.stop();
                screen.toggle();
              }}
              onDetails={() => setDetails(!details)}
            />
          )}
        </div>
        <div class="detail-side">
          <button
            type="button"
            class="icon-button detail-close"
            aria-label={t.detail.close}
            autofocus
            onClick={onClose}
          >
            <Icon of={X} size={20} />
          </button>
          {error !== undefined && <Trouble error={error} retry={reload} />}
          {current && (
            <DetailPanel
              item={current}
              query={query}
              hit={results.hits[at]}
              explanation={explanation}
              waiting={searching && at !== -1 && explain === undefined}
              skipped={results.pages[0]?.rescoreSkipped}
              word={word}
              heat={heat}
              written={{ words, asked, framed: frames, onFramed: setFramed }}
              onWord={setWord}
              onHeat={setHeat}
              onQuery={onQuery}
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
