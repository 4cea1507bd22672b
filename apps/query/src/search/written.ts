import type { Hit, Warning } from '@unseen/api';
import { isAppError, type VectorSpaceKey } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import {
  findWritten,
  MOST_ITEMS,
  placesOf,
  rankWritten,
  type FoundWritten,
  type RankedWritten,
} from '@unseen/search';

/** The items in whose pictures some words are written, and what is to be said of them. */
export interface WrittenQuery {
  readonly words: string;
  readonly found: FoundWritten;
  readonly warnings: readonly Warning[];
}

/** Looks up what is written in the pictures of a collection. @throws AppError `ledger_unavailable` */
export async function lookUpWritten(
  { texts }: Ledger,
  space: VectorSpaceKey,
  words: string,
): Promise<WrittenQuery> {
  const found = await findWritten(texts, space, words);
  const warnings: Warning[] = [];
  if (found.ids.length === 0 && !(await texts.isRead(space))) {
    warnings.push({
      code: 'pictures_not_read',
      detail: `What is written in the pictures of "${space.collection}" is not read: set its readText to auto or on.`,
    });
  }
  if (found.more) {
    warnings.push({
      code: 'written_too_often',
      detail: `More than ${MOST_ITEMS} pictures hold these words; only so many are looked at.`,
    });
  }
  return { words, found, warnings };
}

/** Ranks by what is written in pictures. While the ledger is away that is left out, and said. */
export async function rankIfThere(
  { texts }: Ledger,
  space: VectorSpaceKey,
  text: string,
  limit: number,
): Promise<{ readonly ranked?: RankedWritten; readonly warnings: readonly Warning[] }> {
  try {
    return { ranked: await rankWritten(texts, space, text, limit), warnings: [] };
  } catch (error) {
    if (!isAppError(error, 'ledger_unavailable')) throw error;
    const detail = 'What is written in pictures cannot be looked up now: it is left out of this answer.';
    return { warnings: [{ code: 'written_left_out', detail }] };
  }
}

/** Adds to each hit the words that were found in its picture. */
export async function withWritten<H extends Hit>(
  { texts }: Ledger,
  space: VectorSpaceKey,
  groups: FoundWritten['groups'],
  hits: readonly H[],
): Promise<H[]> {
  const ids = hits.map(({ id }) => id);
  const places = await placesOf(texts, space, ids, { groups });
  return hits.map((hit) => {
    const written = places.get(hit.id) ?? [];
    return written.length > 0 ? { ...hit, written } : hit;
  });
}
