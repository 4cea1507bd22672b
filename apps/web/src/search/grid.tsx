import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useSelection } from '../manage/selection.ts';
import '../manage/manage.css';

interface Properties {
  /** Ids in the order shown. */
  readonly order: readonly string[];
  /** Whether tiles glide to their new places when the order changes. */
  readonly moving?: boolean;
  readonly children: ComponentChildren;
}

/** Rows of tiles, each row as wide as the page. Arrow keys go from tile to tile. */
export function Grid({ order, moving = false, children }: Properties) {
  const list = useRef<HTMLOListElement>(null);
  useGlide(list, order.join('\n'), moving);
  const { active } = useSelection();
  return (
    <ol
      ref={list}
      class="grid"
      data-selecting={active || undefined}
      onKeyDown={(event) => moveFocus(event, list.current)}
    >
      {children}
    </ol>
  );
}

/** Arrow keys go from tile to tile. */
export function moveFocus(event: KeyboardEvent, list: HTMLOListElement | null): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('.tile > a') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = at === -1 ? undefined : target(event.key, links, at);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function target(key: string, links: HTMLAnchorElement[], at: number): HTMLAnchorElement | undefined {
  if (key === 'ArrowRight') return links[at + 1];
  if (key === 'ArrowLeft') return links[at - 1];
  if (key === 'Home') return links[0];
  if (key === 'End') return links.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const boxes = links.map((link) => link.getBoundingClientRect());
  const from = boxes[at];
  if (from === undefined) return undefined;
  const middle = from.left + from.width / 2;
  const down = key === 'ArrowDown';
  // The nearest row that way, and in it the tile nearest to the middle of this one.
  const tops = boxes.map(({ top }) => top).filter((top) => (down ? top > from.top + 4 : top < from.top - 4));
  if (tops.length === 0) return undefined;
  const row = down ? Math.min(...tops) : Math.max(...tops);
  const away = (box: DOMRect) => Math.abs(box.left + box.width / 2 - middle);
  const inRow = links.filter((_link, index) => Math.abs((boxes[index]?.top ?? 0) - row) < 4);
  return inRow.sort((a, b) => away(a.getBoundingClientRect()) - away(b.getBoundingClientRect()))[0];
}

const GLIDE_MS = 420;

/** Moves tiles from where they were to where they are (first, last, invert, play). */
function useGlide(list: { readonly current: HTMLOListElement | null }, order: string, moving: boolean): void {
  const places = useRef<Places>(new Map());
  useLayoutEffect(() => {
    if (!moving || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const before = places.current;
    for (const [tile, { id, left, top }] of placesOf(list.current)) {
      const was = before.get(id);
      if (was === undefined || (was.left === left && was.top === top)) continue;
      tile.animate(
        [{ transform: `translate(${was.left - left}px, ${was.top - top}px)` }, { transform: 'none' }],
        { duration: GLIDE_MS, easing: 'cubic-bezier(.2,.8,.2,1)' },
      );
    }
  }, [order, moving]);
  // Only now, when the page has been laid out: asking before would have it laid out once more.
  useEffect(() => {
    places.current = new Map(placesOf(list.current).map(([, place]) => [place.id, place]));
  }, [order, moving]);
}

/** Where tiles are, by id. */
type Places = ReadonlyMap<string, { readonly left: number; readonly top: number }>;

function placesOf(list: HTMLOListElement | null) {
  return [...(list?.querySelectorAll<HTMLElement>('.tile') ?? [])].map(
    (tile) => [tile, { id: tile.dataset['id'] ?? '', left: tile.offsetLeft, top: tile.offsetTop }] as const,
  );
}
