const ALLOWED = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** What someone typed as the name of a collection: the name it has in addresses, and what pages call it where that differs. */
export interface TypedName {
  readonly name: string;
  readonly displayName?: string;
}

/**
 * The name of a collection from what someone typed: as it is where it may be, else its letters and digits in ASCII, small, with
 * hyphens between. Undefined where nothing is left.
 */
export function readCollectionName(typed: string): TypedName | undefined {
  const text = typed.trim();
  if (ALLOWED.test(text)) return { name: text };
  const name = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return name === '' ? undefined : { name, displayName: text };
}
