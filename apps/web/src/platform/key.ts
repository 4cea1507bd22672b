/** The key of this tab: gone when the tab closes, and never part of an address. */
const NAME = 'unseen:key';
export const KEY_WANTED = 'unseen:key-wanted';

/** The key to send, if one was given. */
export function storedKey(): string | undefined {
  return window.sessionStorage.getItem(NAME) ?? undefined;
}

/** Remembers a key for this tab. */
export function storeKey(key: string): void {
  window.sessionStorage.setItem(NAME, key);
}

/** Asks the reader for a key. */
export function wantKey(): void {
  window.dispatchEvent(new Event(KEY_WANTED));
}
