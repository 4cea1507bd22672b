import { AppError } from '@unseen/domain';
import { z } from 'zod';
import { CONCEPT_GROUPS } from './concept-groups.ts';

/** A class and the words that name it in a caption. */
export interface ClassTerms {
  readonly name: string;
  /** Words and phrases, in singular or plural; the name itself counts without being repeated. */
  readonly synonyms: readonly string[];
  /** Whether it may be trained on; open until the split decides. */
  readonly seen?: boolean;
}

const entry = z.object({
  name: z.string().trim().min(1),
  synonyms: z.array(z.string().trim().min(1)).default([]),
  seen: z.boolean().optional(),
});
const classFile = z.union([
  z.array(entry),
  z.object({ classes: z.array(entry) }).transform((file) => file.classes),
]);

/**
 * Reads classes from JSON: a list of `{ name, synonyms?, seen? }`, or an object with such a list as `classes`, as a
 * catalogue is exported.
 * @throws AppError `source_invalid`
 */
export function parseClasses(text: string): ClassTerms[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('source_invalid', 'The file of classes is not valid JSON.', { cause });
  }
  const parsed = classFile.safeParse(value);
  if (!parsed.success) {
    throw new AppError(
      'source_invalid',
      'The file of classes holds no list of `{ "name", "synonyms", "seen" }`.',
    );
  }
  return parsed.data;
}

/** The classes of everyday photographs used when none are given. */
export function everydayConcepts(): ClassTerms[] {
  return CONCEPT_GROUPS.map(({ name, terms, heldOut }) => ({ name, synonyms: terms, seen: !heldOut }));
}

/**
 * Decides which classes are held out.
 * @param unseen - names to hold out; absent: what the classes say of themselves
 * @throws AppError `source_invalid` for a name that is no class, a name that two classes have, or when all or none are held out
 */
export function holdOut(
  classes: readonly ClassTerms[],
  unseen: readonly string[] | undefined,
): Required<ClassTerms>[] {
  const names = new Set<string>();
  for (const { name } of classes) {
    if (names.has(key(name))) throw new AppError('source_invalid', `Two classes are named "${name}".`);
    names.add(key(name));
  }
  const wanted = unseen?.map(key);
  const unknown = unseen?.find((name) => !names.has(key(name)));
  if (unknown !== undefined)
    throw new AppError('source_invalid', `There is no class "${unknown}" to hold out.`);
  const decided = classes.map((one) => ({
    ...one,
    seen: wanted ? !wanted.includes(key(one.name)) : one.seen !== false,
  }));
  if (decided.every(({ seen }) => seen)) {
    throw new AppError('source_invalid', 'No class is held out: name some, or mark them `"seen": false`.');
  }
  if (decided.every(({ seen }) => !seen)) throw new AppError('source_invalid', 'Every class is held out.');
  return decided;
}

function key(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
