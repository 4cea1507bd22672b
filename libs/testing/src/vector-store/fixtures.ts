import {
  pointId,
  type Metadata,
  type Neighbor,
  type VectorPoint,
  type VectorSpaceKey,
  type VectorStore,
} from '@unseen/domain';
import { unitVector } from './random.ts';

/** D of the suite's vectors. */
export const DIMENSIONS = 16;

/** A space whose name has characters an adapter must not take literally. */
export const SPACE: VectorSpaceKey = { tenant: 'default', collection: 'odd "name"/../x', pack: 'tiny@1.0.0' };

/** A vector along one axis: inner products with these are easy to foresee. */
export function axis(index: number, size = 1): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  vector[index] = size;
  return vector;
}

/** A unit vector with a foreseeable inner product with `axis(0)`. */
export function tilted(cosine: number): Float32Array {
  const vector = axis(0, cosine);
  vector[1] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

/** A point of {@link SPACE}; what is not given is plausible and repeatable. */
export function point(
  itemId: string,
  parts: Partial<Omit<VectorPoint, 'payload'>> & {
    metadata?: Metadata;
    captions?: string[];
    createdAt?: number;
  } = {},
): VectorPoint {
  const { metadata = {}, captions = [`caption of ${itemId}`], createdAt, ...rest } = parts;
  return {
    id: pointId(SPACE, itemId),
    itemId,
    vectors: { image: unitVector(DIMENSIONS, itemId) },
    regions: Uint8Array.of(1, 2, 3, itemId.length),
    ...rest,
    payload: {
      captions,
      metadata,
      hasImage: rest.vectors?.image !== undefined,
      contentHash: Buffer.from(itemId).toString('hex').padEnd(64, '0').slice(0, 64),
      ...(createdAt !== undefined && { createdAt }),
    },
  };
}

/** The items that a search has found, in its order. */
export async function itemIdsOf(
  store: VectorStore,
  found: readonly Neighbor[],
  space: VectorSpaceKey = SPACE,
): Promise<string[]> {
  const points = await store.read(
    space,
    found.map(({ id }) => id),
    {},
  );
  return points.map(({ itemId }) => itemId);
}

/** Ids of items in {@link SPACE}. */
export function idsOf(...itemIds: string[]): string[] {
  return itemIds.map((itemId) => pointId(SPACE, itemId));
}
