import { changes } from '../platform/changes.ts';
import { isText, keep, readKept } from '../platform/kept-list.ts';

const { tell, use } = changes('unseen:kept-duplicates');
const MOST = 5_000;
const nameOf = (collection: string) => `unseen:dismissed-duplicates:${collection}`;

/** Shows a group of these items no more, on this device. */
export function keepAll(collection: string, ids: readonly string[]): void {
  const name = nameOf(collection);
  keep(name, [...ids, ...readKept(name, isText)], MOST);
  tell();
}

/** Items of groups of which all are kept. */
export function useKept(collection: string): ReadonlySet<string> {
  use();
  return new Set(readKept(nameOf(collection), isText));
}
