/**
 * A text as it may reach a terminal: names and captions come from anywhere, and control characters, escape sequences,
 * line breaks and marks that turn the direction of writing would move the cursor, color the screen or forge a line.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** An answer with every text in it {@link printable}; names of fields too. */
export function allPrintable<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map(allPrintable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [printable(name), allPrintable(inside as unknown)]),
  ) as T;
}
