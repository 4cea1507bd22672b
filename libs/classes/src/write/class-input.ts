import { nameKey } from '../name/name-key.ts';
import { tidyWords, wordProblems } from '../check/check-class.ts';
import {
  AppError,
  CLASS_LIMITS,
  type CatalogueClass,
  type ClassContent,
  type ClassStatus,
} from '@unseen/domain';
import type { ClassEdit } from '@unseen/ledger';

/** A class as a caller gives it, unchecked. */
export interface ClassInput {
  readonly name: string;
  readonly description?: string | null;
  readonly synonyms?: readonly string[];
  readonly seen: boolean;
  readonly status?: ClassStatus;
  /** Id or name of another class; null for none. */
  readonly parent?: string | null;
  /** Ids of items with a picture. */
  readonly exemplars?: readonly string[];
  /** Collection of the exemplars; `default` by default. */
  readonly collection?: string;
  /** Picture files that serve as exemplars. */
  readonly pictures?: readonly Uint8Array[];
}

/** The words of a class, tidied. @throws AppError `class_invalid` */
export function checkedWords(
  input: Pick<ClassInput, 'name' | 'description' | 'synonyms' | 'status'>,
): Pick<ClassContent, 'name' | 'synonyms' | 'description' | 'status'> {
  const words = {
    name: input.name,
    synonyms: input.synonyms ?? [],
    description: input.description ?? undefined,
    status: input.status ?? 'active',
  };
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

/** @throws AppError `class_invalid` when there are too many exemplars */
export function checkExemplarCount(count: number): void {
  if (count <= CLASS_LIMITS.exemplars) return;
  const message = `must hold at most ${CLASS_LIMITS.exemplars} pictures`;
  throw new AppError('class_invalid', `exemplars ${message}.`, { errors: [{ field: 'exemplars', message }] });
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
