import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSelection } from '../manage/selection.ts';
import { cameBack } from '../router/place.ts';
import { moveFocus } from './grid.tsx';
import { layOut, type Place, rowsWithin } from './rows.ts';
import '../manage/manage.css';

interface Properties<T> {
  /** Names the list: whoever comes back to it finds the place. */
  readonly list: string;
  readonly items: readonly T[];
  readonly ratioOf: (item: T) => number;
  /** What stands over the first of some items that belong together; absent: nothing stands anywhere. */
  readonly headingOf?: (item: T) => string;
  /** Fetches more; absent when all are there. */
  readonly more?: () => void;
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

/** Windows that are drawn above and below the one in sight. */
const AHEAD = 1.5;

/** Rows of tiles, as many as there are: only those near the window are drawn. */
export function EndlessGrid<T>({ list: name, items, ratioOf, headingOf, more, tile }: Properties<T>) {
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
  const { places, rows, height } = useMemo(() => {
    const ratios = items.map(ratioOf);
    const headings = new Map<number, string>();
    if (headingOf !== undefined)
      items.forEach((item, at) => {
        const heading = headingOf(item);
        if (at === 0 || headingOf(items[at - 1]!) !== heading) headings.set(at, heading);
      });
    // As the style sheet has it for the grids that are not endless.
    const row = Math.min(Math.max(112, 72 + window.innerWidth * 0.07), 184);
    return layOut(ratios, { width: width || 1, row, gap: 14, below: 30, heading: 52 }, headings);
  }, [items, width, headingOf]);
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
      {shown.flatMap(({ first, end, heading, top }) => [
        ...(heading === undefined
          ? []
          : [
              <li key={`heading ${first}`} class="grid-heading" style={{ top: `${top}px` }}>
                <h2>{heading}</h2>
              </li>,
            ]),
        ...items.slice(first, end).map((item, at) => tile(item, places[first + at]!, first + at)),
      ])}
    </ol>
  );
}
