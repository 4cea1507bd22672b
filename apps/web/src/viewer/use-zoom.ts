import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CLOSE_UP, FIT, movedBy, type Size, STEP, type Zoom, zoomedAt } from './zoom.ts';

/** Pixels a finger goes sideways before it turns the page. */
const SWIPE = 48;
/** Pixels an arrow key moves an enlarged picture. */
const NUDGE = 80;

/** A picture that can be enlarged and moved. */
export interface Zooming {
  readonly zoom: Zoom;
  readonly closer: () => void;
  readonly farther: () => void;
  readonly fit: () => void;
  /** Moves an enlarged picture by keys. @param x - steps to the right @param y - steps down */
  readonly nudge: (x: number, y: number) => void;
}

type Point = { readonly x: number; readonly y: number };

/**
 * Wheel, pinch, double click and drag on a box; a swipe over the whole picture turns the page.
 *
 * @param box - what listens
 * @param of - names the picture: another one begins whole
 * @param onSwipe - told 1 for the next and -1 for the one before
 */
export function useZoom(
  box: RefObject<HTMLElement | null>,
  of: string,
  onSwipe: (step: 1 | -1) => void,
): Zooming {
  const [zoom, setZoom] = useState(FIT);
  const now = useRef(zoom);
  now.current = zoom;
  const swipe = useRef(onSwipe);
  swipe.current = onSwipe;
  const set = (next: Zoom) => {
    now.current = next;
    setZoom(next);
  };
  useLayoutEffect(() => set(FIT), [of]);

  const size = (): Size => {
    const stage = box.current?.querySelector<HTMLElement>('.stage');
    return { width: stage?.offsetWidth ?? 0, height: stage?.offsetHeight ?? 0 };
  };
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const fingers = new Map<number, Point>();
    let start: Point | undefined;
    const fromMiddle = ({ x, y }: Point): Point => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: x - left - width / 2, y: y - top - height / 2 };
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      set(zoomedAt(now.current, Math.exp(-event.deltaY / 400), fromMiddle(event), size()));
    };
    const double = (event: MouseEvent) => {
      if (onControl(event)) return;
      set(now.current.scale > 1 ? FIT : zoomedAt(FIT, CLOSE_UP, fromMiddle(event), size()));
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || onControl(event)) return;
      fingers.set(event.pointerId, event);
      start = fingers.size === 1 ? event : undefined;
      element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined) return;
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, event);
      if (other !== undefined) {
        const middle = fromMiddle({ x: (event.x + other.x) / 2, y: (event.y + other.y) / 2 });
        set(zoomedAt(now.current, apart(event, other) / apart(before, other), middle, size()));
      } else if (now.current.scale > 1) {
        set(movedBy(now.current, event.x - before.x, event.y - before.y, size()));
      }
    };
    const up = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId) || start === undefined || event.type === 'pointercancel') return;
      const [x, y] = [event.x - start.x, event.y - start.y];
      if (now.current.scale === 1 && Math.abs(x) > SWIPE && Math.abs(x) > 1.5 * Math.abs(y))
        swipe.current(x < 0 ? 1 : -1);
    };
    // Not by attributes: what scrolls the page must be told at once that it may not.
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('dblclick', double);
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('dblclick', double);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
    };
  }, []);

  const by = (factor: number) => set(zoomedAt(now.current, factor, { x: 0, y: 0 }, size()));
  return {
    zoom,
    closer: () => by(STEP),
    farther: () => by(1 / STEP),
    fit: () => set(FIT),
    nudge: (x, y) => set(movedBy(now.current, -x * NUDGE, -y * NUDGE, size())),
  };
}

function onControl(event: Event): boolean {
  return (event.target as Element).closest('button, a, .stage-text') !== null;
}

function apart(a: Point, b: Point): number {
  return Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1);
}
