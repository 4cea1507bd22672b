import { nameKey } from '../name/name-key.ts';
import { tidyWords, wordProblems } from '../check/check-class.ts';
import { AppError, CLASS_FIELDS, CLASS_LIMITS, type CatalogueClass, type ClassContent } from '@unseen/domain';
import type { ClassEdit } from '@unseen/ledger';

/** What a class says by itself: all but what it says by naming others. */
type OwnFields = Omit<ClassContent, 'parent' | 'exemplars' | 'counterExemplars'>;

/** The fields that name others. */
const NAMING_FIELDS: readonly (keyof ClassContent)[] = ['parent', 'exemplars', 'counterExemplars'];

/** What is not said of a new class. */
const UNSAID: OwnFields = { name: '', synonyms: [], description: undefined, seen: false, status: 'active' };

/** A class as a caller gives it, unchecked. Null takes away what may be absent, and says nothing of what may not. */
export interface ClassInput extends Nullable<Partial<Omit<OwnFields, 'name' | 'seen'>>> {
  readonly name: string;
  readonly seen: boolean;
  /** Id or name of another class; null for none. */
  readonly parent?: string | null;
  /** Ids of items with a picture. */
  readonly exemplars?: readonly string[];
  /** Ids of items with a picture that do not belong to the class. */
  readonly counterExemplars?: readonly string[];
  /** Collection of the exemplars and counter-exemplars; `default` by default. */
  readonly collection?: string;
  /** Picture files that serve as exemplars. */
  readonly pictures?: readonly Uint8Array[];
}

type Nullable<T> = { readonly [F in keyof T]: T[F] | null };

/**
 * What a class says by itself once a caller has had a say, tidied.
 * @param before - what it said so far
 * @throws AppError `class_invalid`
 */
export function ownFields(input: Partial<ClassInput>, before: OwnFields = UNSAID): OwnFields {
  const said = CLASS_FIELDS.filter(isOwn).flatMap((field): [string, unknown][] => {
    const given = input[field];
    const isOptional = UNSAID[field] === undefined;
    return [
      [field, given === undefined || (given === null && !isOptional) ? before[field] : (given ?? undefined)],
    ];
  });
  return checkedWords(Object.fromEntries(said) as unknown as OwnFields);
}

function isOwn(field: keyof ClassContent): field is keyof OwnFields {
  return !NAMING_FIELDS.includes(field);
}

/**
 * The line of a class, unless it is the one that classes have anyway: so what was read can be sent back and changes nothing.
 * @param usual - the line of the pack; undefined under one whose texts bring no lines
 */
export function withOwnLine<T extends OwnFields>(words: T, usual: number | undefined): T {
  return words.line === usual ? { ...words, line: undefined } : words;
}

/** The same class with its words tidied. @throws AppError `class_invalid` */
export function checkedWords<T extends OwnFields>(words: T): T {
  // Ten thousand synonyms are refused before anyone looks at each.
  const tidy = words.synonyms.length > CLASS_LIMITS.synonyms ? words : tidyWords(words);
  const errors = wordProblems(tidy);
  if (errors[0]) {
    throw new AppError('class_invalid', `${errors[0].field} ${errors[0].message}.`, {
      errors: errors.slice(0, 20),
    });
  }
  return tidy;
}

/** @throws AppError `class_invalid` when there are too many exemplars, or counter-exemplars */
export function checkExemplarCount(
  count: number,
  field: 'exemplars' | 'counterExemplars' = 'exemplars',
): void {
  if (count <= CLASS_LIMITS.exemplars) return;
  const message = `must hold at most ${CLASS_LIMITS.exemplars} pictures`;
  throw new AppError('class_invalid', `${field} ${message}.`, { errors: [{ field, message }] });
}

/** Id of the class a parent is named by: its id, or its name in any case. @throws AppError `class_parent_not_found` */
export function parentId(
  parent: string | null | undefined,
  classes: Iterable<Pick<CatalogueClass, 'id' | 'name'>>,
): string | undefined {
  if (parent === null || parent === undefined || parent.trim() === '') return undefined;
  const key = nameKey(parent);
  for (const { id, name } of classes) if (id === parent || nameKey(name) === key) return id;
  throw new AppError('class_parent_not_found', `The parent "${parent}" is no class.`);
}

/** The edit that writes a class. */
export function putEdit(id: string, content: ClassContent): ClassEdit {
  return { op: 'put', id, nameKey: nameKey(content.name), content };
}
