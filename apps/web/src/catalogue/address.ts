import { DEFAULT_COLLECTION } from '../search/query.ts';

/** The views of the catalogue, in the order of the tabs. */
export const VIEWS = ['classes', 'unknown', 'mismatches', 'versions', 'quality', 'check'] as const;
export type View = (typeof VIEWS)[number];

/** What of the catalogue an address names. */
export interface CatalogueAddress {
  readonly view: View;
  /** Collection whose items are looked at. */
  readonly collection: string;
  /** Class that is edited: its id, or `new`. */
  readonly editing?: string;
}

/** Reads an address; what makes no sense counts as absent. */
export function readAddress(params: URLSearchParams): CatalogueAddress {
  const view = params.get('view');
  return {
    view: VIEWS.find((name) => name === view) ?? 'classes',
    collection: params.get('c') ?? DEFAULT_COLLECTION,
    editing: params.get('class') ?? undefined,
  };
}

/** The address as parameters: only what differs from the plain one. */
export function writeAddress({ view, collection, editing }: CatalogueAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (view !== 'classes') params.set('view', view);
  if (collection !== DEFAULT_COLLECTION) params.set('c', collection);
  if (editing !== undefined) params.set('class', editing);
  return params;
}

/** The link to an address. */
export function linkTo(address: CatalogueAddress): string {
  const params = writeAddress(address).toString();
  return params === '' ? '/catalogue' : `/catalogue?${params}`;
}

/** The form of a new class with items as its first examples. */
export function newClassOf(ids: readonly string[], collection: string): string {
  const params = writeAddress({ view: 'classes', collection, editing: 'new' });
  for (const id of ids) params.append('example', id);
  return `/catalogue?${params.toString()}`;
}
