import { changes } from '../platform/changes.ts';

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

function read(list: ListName): readonly Remembered[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(nameOf(list)) ?? '[]');
    return Array.isArray(stored)
      ? (stored as Remembered[]).filter(({ params }) => typeof params === 'string')
      : [];
  } catch {
    return [];
  }
}

function write(list: ListName, searches: readonly Remembered[]): void {
  window.localStorage.setItem(nameOf(list), JSON.stringify(searches.slice(0, LISTS[list])));
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
