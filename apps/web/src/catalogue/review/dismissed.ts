import { changes } from '../../platform/changes.ts';

const { tell, use } = changes('unseen:dismissed');
const MOST = 5_000;
const nameOf = (collection: string) => `unseen:dismissed:${collection}`;

function read(collection: string): readonly string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(nameOf(collection)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Shows no group with these items any more, on this device. */
export function dismiss(collection: string, ids: readonly string[]): void {
  window.localStorage.setItem(
    nameOf(collection),
    JSON.stringify([...ids, ...read(collection)].slice(0, MOST)),
  );
  tell();
}

/** Items of groups that were dismissed. */
export function useDismissed(collection: string): ReadonlySet<string> {
  use();
  return new Set(read(collection));
}
