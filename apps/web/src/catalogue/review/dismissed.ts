import { changes } from '../../platform/changes.ts';

const { tell, use } = changes('unseen:dismissed');
const MOST = 5_000;
/** What groups are told of: each has dismissed ones of its own. */
type Lane = 'unknown' | 'duplicates';
const nameOf = (collection: string, lane: Lane) =>
  lane === 'unknown' ? `unseen:dismissed:${collection}` : `unseen:dismissed-${lane}:${collection}`;

function read(collection: string, lane: Lane): readonly string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(nameOf(collection, lane)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Shows no group with these items any more, on this device. */
export function dismiss(collection: string, ids: readonly string[], lane: Lane = 'unknown'): void {
  window.localStorage.setItem(
    nameOf(collection, lane),
    JSON.stringify([...ids, ...read(collection, lane)].slice(0, MOST)),
  );
  tell();
}

/** Items of groups that were dismissed. */
export function useDismissed(collection: string, lane: Lane = 'unknown'): ReadonlySet<string> {
  use();
  return new Set(read(collection, lane));
}
