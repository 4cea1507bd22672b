/**
 * Reads a list that is kept on this device; empty where there is none, or something else lies there.
 * @param isEntry - whether something is one of the list; others are left out
 */
export function readKept<T>(name: string, isEntry: (entry: unknown) => entry is T): T[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(name) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Keeps the first entries of a list on this device, in place of those that were kept. */
export function keep(name: string, entries: readonly unknown[], most: number): void {
  window.localStorage.setItem(name, JSON.stringify(entries.slice(0, most)));
}

/** Whether an entry is a text. */
export function isText(entry: unknown): entry is string {
  return typeof entry === 'string';
}
