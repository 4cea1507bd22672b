import { changes } from '../platform/changes.ts';
import { keep, readKept } from '../platform/kept-list.ts';

/** A search of this device: how it reads, and its address. */
export interface Remembered {
  readonly text: string;
  /** What follows the question mark. */
  readonly params: string;
}

const LISTS = { recent: 8, saved: 30 } as const;
type ListName = keyof typeof LISTS;

const { tell, use } = changes('unseen:remembered');
const nameOf = (list: ListName) => `unseen:${list}-searches`;

const read = (list: ListName) => readKept(nameOf(list), isRemembered);

function isRemembered(entry: unknown): entry is Remembered {
  return typeof (entry as Remembered | null)?.params === 'string';
}

function write(list: ListName, searches: readonly Remembered[]): void {
  keep(nameOf(list), searches, LISTS[list]);
  tell();
}

/** Keeps a search, as the newest. */
export function remember(list: ListName, search: Remembered): void {
  write(list, [search, ...read(list).filter(({ params }) => params !== search.params)]);
}

/** Lets a search go; without one, all. */
export function forget(list: ListName, params?: string): void {
  write(list, params === undefined ? [] : read(list).filter((search) => search.params !== params));
}

/** The searches of this device, newest first. */
export function useRemembered(): Readonly<Record<ListName, readonly Remembered[]>> {
  use();
  return { recent: read('recent'), saved: read('saved') };
}
