import { classContent, type CatalogueClass as StoredClass } from '@unseen/domain';
import type { ClassInput, WrittenClass as StoredWrite } from '@unseen/classes';
import type { UpdateClass, CatalogueClass, CreateClass, WrittenClass } from '@unseen/api';

/**
 * A class as the API shows it.
 * @param usual - the line of classes without one of their own
 * @param items - stored items tagged with it
 */
export function toClassAnswer(entry: StoredClass, usual?: number, items?: number): CatalogueClass {
  const { id, since, counterExemplars = [], line = usual } = entry;
  return { id, ...classContent(entry), counterExemplars, line, since, ...(items !== undefined && { items }) };
}

/** A class after a change, as the API shows it. @param usual - the line of classes without one of their own */
export function toWrittenAnswer(
  { entry, version, collisions, warnings }: StoredWrite,
  usual?: number,
): WrittenClass {
  return { ...toClassAnswer(entry, usual), version, collisions, warnings };
}

/** What a caller sent, pictures decoded from base64. */
export function toClassInput<T extends CreateClass | UpdateClass>(
  body: T,
): T extends CreateClass ? ClassInput : Partial<ClassInput>;
/** As above. */
export function toClassInput(body: CreateClass | UpdateClass): Partial<ClassInput> {
  const { pictures, ...rest } = body;
  return {
    ...rest,
    ...(pictures && { pictures: pictures.map((picture) => Buffer.from(picture, 'base64')) }),
  };
}
