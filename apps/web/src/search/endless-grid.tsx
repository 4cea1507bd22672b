import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSelection } from '../manage/selection.ts';
import { cameBack } from '../router/place.ts';
import { moveFocus } from './grid.tsx';
import { heightOf, type Layout, layOut, type Place, placesIn, type Row, rowsWithin } from './rows.ts';
import '../manage/manage.css';

interface Properties<T> {
  /** Names the list: whoever comes back to it finds the place. */
  readonly list: string;
  readonly items: readonly T[];
  readonly ratioOf: (item: T) => number;
  /** Names what an item belongs to; absent: nothing stands over anything. */
  readonly groupOf?: (item: T) => string;
  /** What stands over the first item of a group. */
  readonly headingOf?: (item: T) => string;
  /** Fetches more; absent when all are there. */
  readonly more?: () => void;
  /** Told which item is the first in sight, when another one is. */
  readonly onTop?: (index: number) => void;
  readonly tile: (item: T, place: Place, index: number) => ComponentChildren;
}

/** How far down each list was looked at. */
const places = new Map<string, number>();

/** How wide a grid was last: whoever comes back has it laid out at once. */
let lastWidth = 0;

/** Whoever comes back finds the place. */
function usePlaceKept(name: string): void {
  useLayoutEffect(() => {
    const place = places.get(name);
    if (place !== undefined && cameBack()) window.scrollTo({ top: place });
    const note = () => places.set(name, window.scrollY);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [name]);
}

/** Pixels of the page's head, which lies over the list. */
const HEAD = 72;

/** Tells which item is the first in sight. */
function useTop(
  list: { readonly current: HTMLElement | null },
  rows: readonly Row[],
  onTop: ((index: number) => void) | undefined,
): void {
  const told = useRef<number>(undefined);
  useEffect(() => {
    if (onTop === undefined) return;
    const look = () => {
      const from = Math.max(0, HEAD - list.current!.getBoundingClientRect().top);
      const [row] = rowsWithin(rows, from, from);
      if (row === undefined || row.first === told.current) return;
      told.current = row.first;
      onTop(row.first);
    };
    told.current = undefined;
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [rows, onTop]);
}

/** What was laid out last. */
interface LaidOut<T> extends Listed<T> {
  readonly layout: Layout;
  readonly rows: readonly Row[];
}

type Listed<T> = Pick<Properties<T>, 'items' | 'ratioOf' | 'groupOf' | 'headingOf'>;

/** The rows of a list. One that has grown goes on where it ended: of a hundred thousand items only those that came are looked at. */
function useRows<T>(listed: Listed<T>, layout: Layout) {
  const { items, ratioOf, groupOf, headingOf } = listed;
  const last = useRef<LaidOut<T>>(undefined);
  return useMemo(() => {
    const tiles = {
      count: items.length,
      ratioOf: (at: number) => ratioOf(items[at]!),
      headingOf: (at: number) => {
        if (groupOf === undefined) return undefined;
        const begins = at === 0 || groupOf(items[at - 1]!) !== groupOf(items[at]!);
        return begins ? headingOf?.(items[at]!) : undefined;
      },
    };
    const rows = layOut(tiles, layout, grownFrom(last.current, listed, layout)?.rows);
    last.current = { ...listed, layout, rows };
    return { rows, tiles };
  }, [items, layout, ratioOf, groupOf, headingOf]);
}

/** What was laid out before, where there is only more of it now. */
function grownFrom<T>(
  before: LaidOut<T> | undefined,
  now: Listed<T>,
  layout: Layout,
): LaidOut<T> | undefined {
  if (before === undefined || before.layout !== layout) return undefined;
  const count = before.items.length;
  const same =
    before.ratioOf === now.ratioOf &&
    before.groupOf === now.groupOf &&
    before.headingOf === now.headingOf &&
    count <= now.items.length &&
    before.items[0] === now.items[0] &&
    before.items[count - 1] === now.items[count - 1];
  return same ? before : undefined;
}

/** Windows that are drawn above and below the one in sight. */
const AHEAD = 1.5;

/** Rows of tiles, as many as there are: only those near the window are drawn. */
export function EndlessGrid<T>({
  list: name,
  items,
  ratioOf,
  groupOf,
  headingOf,
  more,
  onTop,
  tile,
}: Properties<T>) {
  const list = useRef<HTMLOListElement>(null);
  const [width, setWidth] = useState(lastWidth);
  const [sight, setSight] = useState({ from: 0, to: 2_000 });
  const { active } = useSelection();
  useLayoutEffect(() => {
    const element = list.current!;
    const measure = () => setWidth((lastWidth = element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const layout = useMemo(
    () => ({
      width: width || 1,
      // As the style sheet has it for the grids that are not endless.
      row: Math.min(Math.max(112, 72 + window.innerWidth * 0.07), 184),
      gap: 14,
      // Two lines of a title.
      below: 44,
      heading: 52,
    }),
    [width],
  );
  const { rows, tiles } = useRows({ items, ratioOf, groupOf, headingOf }, layout);
  const height = Math.max(heightOf(rows) - layout.gap, 0);
  useLayoutEffect(() => {
    const look = () => {
      const { top } = list.current!.getBoundingClientRect();
      const step = window.innerHeight / 2;
      // In steps: not every pixel draws anew.
      const from = Math.floor((-top - AHEAD * window.innerHeight) / step) * step;
      const to = Math.ceil((-top + (1 + AHEAD) * window.innerHeight) / step) * step;
      setSight((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, []);
  usePlaceKept(name);
  useTop(list, rows, onTop);
  const near = sight.to > height;
  useEffect(() => {
    if (near) more?.();
  }, [near, items.length, more === undefined]);
  const shown = width === 0 ? [] : rowsWithin(rows, sight.from, sight.to);
  return (
    <ol
      ref={list}
      class="grid endless"
      style={{ height: `${height}px` }}
      data-selecting={active || undefined}
      onKeyDown={(event) => moveFocus(event, list.current)}
    >
      {shown.flatMap((row) => [
        ...(row.heading === undefined
          ? []
          : [
              <li key={`heading ${row.first}`} class="grid-heading" style={{ top: `${row.top}px` }}>
                <h2>{row.heading}</h2>
              </li>,
            ]),
        ...placesIn(row, tiles, layout).map((place, at) =>
          tile(items[row.first + at]!, place, row.first + at),
        ),
      ])}
    </ol>
  );
}
