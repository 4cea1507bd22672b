import { AppError, DEFAULT_COLLECTION, type VectorSpaceKey } from '@unseen/domain';
import { spaceFor, type ClassParts } from './class-parts.ts';

/** The vectors of a collection; the default one is always there, if empty. @throws AppError `collection_not_found` */
export async function openSpace(
  parts: Pick<ClassParts, 'encoder' | 'store'>,
  tenant: string,
  collection: string = DEFAULT_COLLECTION,
): Promise<VectorSpaceKey> {
  const space = spaceFor(parts, tenant, collection);
  if (collection !== DEFAULT_COLLECTION && !(await parts.store.hasSpace(space))) {
    throw new AppError('collection_not_found', `There is no collection "${collection}".`);
  }
  return space;
}
