import { changes } from '../platform/changes.ts';

const { tell, use } = changes('unseen:kept-duplicates');
const MOST = 5_000;
const nameOf = (collection: string) => `unseen:dismissed-duplicates:${collection}`;

function read(collection: string): readonly string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(nameOf(collection)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Shows a group of these items no more, on this device. */
export function keepAll(collection: string, ids: readonly string[]): void {
  window.localStorage.setItem(
    nameOf(collection),
    JSON.stringify([...ids, ...read(collection)].slice(0, MOST)),
  );
  tell();
}

/** Items of groups of which all are kept. */
export function useKept(collection: string): ReadonlySet<string> {
  use();
  return new Set(read(collection));
}
