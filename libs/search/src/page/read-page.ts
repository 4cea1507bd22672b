import type { PointParts, ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import type { Window, WindowEntry } from './window.ts';

/** One hit of a page: where it stood in the window, and what is stored of it. */
export interface PageHit {
  readonly entry: WindowEntry;
  /** Position in the window, from 1. */
  readonly rank: number;
  readonly point: ReadPoint;
}

/** A page and what is left of the window after it. */
export interface Page {
  readonly hits: readonly PageHit[];
  readonly rest: Window;
}

/**
 * Cuts the next page from a window. Items deleted since the window was made are left out and the page is filled from the hits
 * after them, so it is short only when the window ends.
 * @param limit - hits of the page
 * @param parts - what to read of each hit
 * @param keep - tells a hit that has changed so that it no longer belongs to the answer
 */
export async function readPage(
  store: VectorStore,
  space: VectorSpaceKey,
  window: Window,
  limit: number,
  parts: PointParts,
  keep: (point: ReadPoint) => boolean = () => true,
): Promise<Page> {
  const hits: PageHit[] = [];
  let at = 0;
  while (hits.length < limit && at < window.entries.length) {
    const entries = window.entries.slice(at, at + limit - hits.length);
    const points = await store.read(
      space,
      entries.map((entry) => entry.pointId),
      parts,
    );
    const byId = new Map(points.map((point) => [point.id, point]));
    for (const [index, entry] of entries.entries()) {
      const point = byId.get(entry.pointId);
      if (point && keep(point)) hits.push({ entry, rank: window.offset + at + index + 1, point });
    }
    at += entries.length;
  }
  return { hits, rest: { ...window, entries: window.entries.slice(at), offset: window.offset + at } };
}

/** What is left of a window after the first hits of a page that was read from it. */
export function restAfter(window: Window, { hits, rest }: Page, count: number): Window {
  const next = hits[count];
  if (next === undefined) return rest;
  return { ...window, entries: window.entries.slice(next.rank - 1 - window.offset), offset: next.rank - 1 };
}
