import { useEffect, useRef } from 'preact/hooks';
import type { Spot } from './points.ts';

/** What a pointer, or two fingers, do on a map. Places are pixels from its corner. */
export interface Gestures {
  readonly onMove: (byX: number, byY: number) => void;
  /** Nearer by a factor, about a place. */
  readonly onZoom: (factor: number, at: Spot) => void;
  /** A line that is being drawn around something; empty when it was given up. */
  readonly onLine: (line: readonly Spot[]) => void;
  /** A line was drawn to its end. */
  readonly onCatch: (line: readonly Spot[]) => void;
  readonly onTap: (at: Spot) => void;
  /** A mouse is there; undefined when it left. */
  readonly onHover: (at: Spot | undefined) => void;
  /** Whether one pointer draws a line instead of moving the map. */
  readonly drawing: boolean;
}

/** Pixels that a finger may slip in a tap. */
const SLIP = 6;
/** How much nearer a step of the wheel brings it, and two fingers on a pad, which browsers tell as a wheel with Ctrl. */
const WHEEL = { plain: 0.0015, pinch: 0.01 };
/** Pixels of a line, where a wheel counts in lines. */
const LINE = 16;

/** Listens to the pointers on an element. */
export function useGestures(element: { readonly current: HTMLElement | null }, gestures: Gestures): void {
  const latest = useRef(gestures);
  latest.current = gestures;
  useEffect(() => {
    const target = element.current!;
    const over = new AbortController();
    const listener = new Listener(target, () => latest.current);
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
      target.addEventListener(type, (event) => listener.pointer(event), over);
    target.addEventListener('pointerleave', () => latest.current.onHover(undefined), over);
    target.addEventListener('wheel', (event) => listener.wheel(event), { ...over, passive: false });
    return () => over.abort();
  }, [element]);
}

class Listener {
  readonly #target: HTMLElement;
  readonly #gestures: () => Gestures;
  readonly #down = new Map<number, Spot>();
  /** Where the only pointer went down, until it has moved. */
  #tap: Spot | undefined;
  #line: Spot[] | undefined;

  constructor(target: HTMLElement, gestures: () => Gestures) {
    this.#target = target;
    this.#gestures = gestures;
  }

  pointer(event: PointerEvent): void {
    const at = this.#place(event);
    if (event.type === 'pointerdown' && event.button === 0) this.#begin(event, at);
    else if (event.type === 'pointermove') this.#move(event, at);
    else if (this.#down.delete(event.pointerId)) this.#end(event, at);
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE : event.deltaY;
    this.#gestures().onZoom(
      Math.exp(-pixels * (event.ctrlKey ? WHEEL.pinch : WHEEL.plain)),
      this.#place(event),
    );
  }

  #begin(event: PointerEvent, at: Spot): void {
    this.#target.setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, at);
    this.#tap = this.#down.size === 1 ? at : undefined;
    if (this.#down.size === 1 && (this.#gestures().drawing || event.shiftKey)) this.#line = [at];
    else this.#giveUp();
  }

  #move({ pointerId, pointerType }: PointerEvent, at: Spot): void {
    const before = this.#down.get(pointerId);
    if (before === undefined) {
      if (pointerType === 'mouse') this.#gestures().onHover(at);
      return;
    }
    if (this.#tap !== undefined && distance(this.#tap, at) < SLIP) return;
    this.#tap = undefined;
    this.#down.set(pointerId, at);
    const other = [...this.#down].find(([id]) => id !== pointerId)?.[1];
    if (this.#line !== undefined) {
      this.#line.push(at);
      this.#gestures().onLine(this.#line);
    } else if (other === undefined) {
      this.#gestures().onMove(at.x - before.x, at.y - before.y);
    } else {
      // Each finger of two moves the middle between them by half of its way.
      this.#gestures().onMove((at.x - before.x) / 2, (at.y - before.y) / 2);
      const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
      this.#gestures().onZoom(distance(at, other) / (distance(before, other) || 1), middle);
    }
  }

  #end({ type }: PointerEvent, at: Spot): void {
    const [line, tapped] = [this.#line, this.#tap];
    this.#line = undefined;
    this.#tap = undefined;
    if (type === 'pointercancel') return this.#gestures().onLine([]);
    if (tapped !== undefined) {
      this.#gestures().onLine([]);
      this.#gestures().onTap(at);
    } else if (line !== undefined) {
      this.#gestures().onLine([]);
      this.#gestures().onCatch(line);
    }
  }

  #giveUp(): void {
    if (this.#line === undefined) return;
    this.#line = undefined;
    this.#gestures().onLine([]);
  }

  #place({ clientX, clientY }: MouseEvent): Spot {
    const { left, top } = this.#target.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
