import type { CatalogueClass } from '@unseen/domain';
import type { ClassInput, WrittenClass } from '@unseen/classes';
import type { ChangeClassDto, ClassDto, CreateClassDto, WrittenClassDto } from '@unseen/api';

/** A class as the API shows it. @param items - stored items tagged with it */
export function toClassDto(entry: CatalogueClass, items?: number): ClassDto {
  const { id, name, description, synonyms, seen, status, parent, exemplars, since } = entry;
  return {
    id,
    name,
    description,
    synonyms,
    seen,
    status,
    parent,
    exemplars,
    since,
    ...(items !== undefined && { items }),
  };
}

/** A class after a change, as the API shows it. */
export function toWrittenDto({ entry, version, collisions }: WrittenClass): WrittenClassDto {
  return { ...toClassDto(entry), version, collisions };
}

/** What a caller sent, pictures decoded from base64. */
export function toClassInput<T extends CreateClassDto | ChangeClassDto>(
  body: T,
): T extends CreateClassDto ? ClassInput : Partial<ClassInput>;
/** As above. */
export function toClassInput(body: CreateClassDto | ChangeClassDto): Partial<ClassInput> {
  const { pictures, ...rest } = body;
  return {
    ...rest,
    ...(pictures && { pictures: pictures.map((picture) => Buffer.from(picture, 'base64')) }),
  };
}
