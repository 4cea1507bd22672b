import type { CatalogueClass } from '@unseen/domain';
import { nameKey } from '../name/name-key.ts';

/** A word that two classes share. */
export interface WordCollision {
  readonly word: string;
  /** The class that had it already. */
  readonly classId: string;
  readonly className: string;
  /** Where it stands there. */
  readonly as: 'name' | 'synonym';
}

/**
 * The words of a class that other classes carry too. Names are unique, so each collision involves a synonym: no error, since
 * "crane" is a bird and a machine, but worth knowing, since a query with that word means both.
 */
export function wordCollisions(
  subject: Pick<CatalogueClass, 'name' | 'synonyms'> & { readonly id?: string },
  others: Iterable<CatalogueClass>,
): WordCollision[] {
  const words = new Map([subject.name, ...subject.synonyms].map((word) => [nameKey(word), word]));
  const found: WordCollision[] = [];
  for (const other of others) {
    if (other.id === subject.id) continue;
    const say = (text: string, as: WordCollision['as']) => {
      const word = words.get(nameKey(text));
      if (word !== undefined) found.push({ word, classId: other.id, className: other.name, as });
    };
    say(other.name, 'name');
    for (const synonym of other.synonyms) say(synonym, 'synonym');
  }
  return found;
}
