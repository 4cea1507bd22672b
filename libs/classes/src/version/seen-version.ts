import { AppError } from '@unseen/domain';
import type { CatalogueRelease } from '@unseen/ledger';

/** Which version of a catalogue a caller asks for. */
export interface VersionWish {
  /** A version, or the one published last; absent: the one that is in force for the caller. */
  readonly asOf?: number | 'published';
  /** Whether the caller may see what is not published, whatever the catalogue shows to others. */
  readonly seesDrafts: boolean;
}

/**
 * The version a caller gets. Where none was published, the newest one stands for it.
 * @returns undefined for the newest
 * @throws AppError `forbidden` for another than the published version, where the catalogue shows the caller that one alone
 */
export function seenVersion(
  { published, serves }: CatalogueRelease,
  { asOf, seesDrafts }: VersionWish,
): number | undefined {
  const wanted = asOf === 'published' ? published : asOf;
  if (seesDrafts || serves === 'latest') return wanted;
  if (wanted !== undefined && wanted !== published) {
    throw new AppError(
      'forbidden',
      `Only the published version of the catalogue, ${published}, is shown to keys without the scope \`admin\`.`,
    );
  }
  return published;
}
