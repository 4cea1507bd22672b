import type { CatalogueAddress } from './address.ts';

/** What every view of the catalogue is given. */
export interface ViewProperties {
  readonly address: CatalogueAddress;
  /** Goes elsewhere in the catalogue, saying what has been done. */
  readonly move: (next: Partial<CatalogueAddress>, said?: string) => void;
}
