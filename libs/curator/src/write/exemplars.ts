import { createHash } from 'node:crypto';
import { AppError, DEFAULT_COLLECTION, pointId, type Exemplar } from '@unseen/contracts';
import { decodeImage } from '@unseen/imaging';
import { spaceFor, type CuratorParts } from '../curator-parts.ts';

/** Where the exemplars of a class come from. */
export interface ExemplarSources {
  /** Ids of items with a picture. */
  readonly items: readonly string[];
  /** Their collection; `default` by default. */
  readonly collection?: string;
  /** Picture files. */
  readonly pictures?: readonly Uint8Array[];
}

/**
 * Takes the vectors of exemplars and keeps them, so that the class does not depend on its items afterwards. The same picture twice
 * is one exemplar.
 * @throws AppError `exemplar_not_found` naming every item that is not there or has no picture, `image_*`
 */
export async function keepExemplars(
  parts: CuratorParts,
  tenant: string,
  sources: ExemplarSources,
): Promise<Exemplar[]> {
  const made = [
    ...(await fromItems(parts, tenant, sources.items, sources.collection ?? DEFAULT_COLLECTION)),
    ...(await Promise.all((sources.pictures ?? []).map((picture) => fromPicture(parts, picture)))),
  ];
  const pack = parts.encoder.pack.id;
  await parts.ledger.prototypes.putExemplars(
    tenant,
    pack,
    made.map(({ exemplar, vector }) => ({ id: exemplar.id, vector })),
  );
  return [...new Map(made.map(({ exemplar }) => [exemplar.id, exemplar])).values()];
}

interface Made {
  readonly exemplar: Exemplar;
  readonly vector: Float32Array;
}

async function fromItems(
  parts: CuratorParts,
  tenant: string,
  items: readonly string[],
  collection: string,
): Promise<Made[]> {
  if (items.length === 0) return [];
  const space = spaceFor(parts, tenant, collection);
  const ids = items.map((item) => pointId(space, item));
  const points = (await parts.store.hasSpace(space))
    ? await parts.store.read(space, ids, { vectors: ['image'] })
    : [];
  const byId = new Map(points.map((point) => [point.id, point.vectors.image]));
  const missing = items.filter((_, index) => !byId.get(ids[index]!));
  if (missing.length > 0) {
    throw new AppError(
      'exemplar_not_found',
      `"${missing[0]}" is no item with a picture in "${collection}"; it may have been deleted.`,
      {
        errors: missing
          .slice(0, 20)
          .map((item) => ({ field: 'exemplars', message: `has no item with a picture "${item}"` })),
      },
    );
  }
  return items.map((itemId, index) => {
    const vector = byId.get(ids[index]!)!;
    return { exemplar: { id: vectorName(vector), collection, itemId }, vector };
  });
}

async function fromPicture({ encoder, decodeLimits }: CuratorParts, picture: Uint8Array): Promise<Made> {
  const pixels = await decodeImage(picture, encoder.imageSpec, decodeLimits);
  const vector = (await encoder.encodeImage(pixels, 'interactive')).global;
  return { exemplar: { id: vectorName(vector) }, vector };
}

function vectorName(vector: Float32Array): string {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}
