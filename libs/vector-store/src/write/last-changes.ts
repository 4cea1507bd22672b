import type { VectorPoint } from '@unseen/domain';

/** One change of a space. */
export type Change =
  { readonly op: 'upsert'; readonly point: VectorPoint } | { readonly op: 'delete'; readonly id: string };

/** What several changes made in order come to: of those to one id only the last counts. */
export function lastChanges(changes: readonly Change[]): { removed: string[]; points: VectorPoint[] } {
  const removed = new Set<string>();
  const points = new Map<string, VectorPoint>();
  for (const change of changes) {
    if (change.op === 'upsert') {
      removed.delete(change.point.id);
      points.set(change.point.id, change.point);
    } else {
      points.delete(change.id);
      removed.add(change.id);
    }
  }
  return { removed: [...removed], points: [...points.values()] };
}
