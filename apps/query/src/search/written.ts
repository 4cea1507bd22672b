import type { Hit, Warning } from '@unseen/api';
import type { VectorSpaceKey } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import { findWritten, MOST_ITEMS, placesOf, type FoundWritten } from '@unseen/search';

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

/** Adds to each hit the words that were found in its picture. */
export async function withWritten<H extends Hit>(
  { texts }: Ledger,
  space: VectorSpaceKey,
  groups: FoundWritten['groups'],
  hits: readonly H[],
): Promise<H[]> {
  const places = await placesOf(
    texts,
    space,
    hits.map(({ id }) => id),
    { groups },
  );
  return hits.map((hit) => {
    const written = places.get(hit.id) ?? [];
    return written.length > 0 ? { ...hit, written } : hit;
  });
}
