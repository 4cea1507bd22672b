import { createHash } from 'node:crypto';
import { AppError, DEFAULT_COLLECTION, pointId, type Exemplar } from '@unseen/domain';
import type { ExemplarPicture } from '@unseen/ledger';
import { spaceFor, type ClassParts } from '../class-parts.ts';
import { joinSides } from '../prototype/exemplar-sides.ts';

/** Items whose vectors are read in one go. */
const AT_ONCE = 500;

/** Where the exemplars of a class come from. */
export interface ExemplarSources {
  /** Ids of items, or of exemplars the class has already. */
  readonly items: readonly string[];
  /** Their collection; `default` by default. */
  readonly collection?: string;
  /** Exemplars made of picture files. */
  readonly pictures?: readonly ExemplarPicture[];
  /** Exemplars the class has: they stay what they are, also when their item is gone. */
  readonly known?: readonly Exemplar[];
}

/**
 * Takes the vectors of exemplars and keeps them, so that the class does not depend on its items afterwards. The same picture twice
 * is one exemplar.
 * @throws AppError `exemplar_not_found` naming every item that is not there
 */
export async function keepExemplars(
  parts: ClassParts,
  tenant: string,
  sources: ExemplarSources,
): Promise<Exemplar[]> {
  const { items, collection = DEFAULT_COLLECTION, pictures = [], known = [] } = sources;
  const byId = new Map(known.map((exemplar) => [exemplar.id, exemplar]));
  const wanted = items.filter((item) => !byId.has(item));
  const found = await fromItems(parts, tenant, collection, wanted);
  const kept = (item: string) =>
    byId.get(item) ?? known.find((each) => each.itemId === item && each.collection === collection);
  const missing = wanted.filter((item) => !found.has(item) && kept(item) === undefined);
  if (missing.length > 0) throw notFound(missing, collection);
  await keep(parts, tenant, [...found.values()]);
  const all = [
    ...items.map((item) => found.get(item)?.exemplar ?? kept(item)!),
    ...pictures.map(({ id }): Exemplar => ({ id })),
  ];
  return [...new Map(all.map((exemplar) => [exemplar.id, exemplar])).values()];
}

/**
 * Takes the vectors of items and keeps them, for as many items as one likes.
 * @returns the exemplars by their items; items that are not there are left out
 */
export async function keepItems(
  parts: ClassParts,
  tenant: string,
  collection: string,
  items: readonly string[],
): Promise<Map<string, Exemplar>> {
  const exemplars = new Map<string, Exemplar>();
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const found = await fromItems(parts, tenant, collection, items.slice(start, start + AT_ONCE));
    await keep(parts, tenant, [...found.values()]);
    for (const [item, { exemplar }] of found) exemplars.set(item, exemplar);
  }
  return exemplars;
}

interface Made {
  readonly exemplar: Exemplar;
  /** Its sides, joined. */
  readonly vector: Float32Array;
}

async function keep({ ledger, encoder }: ClassParts, tenant: string, made: readonly Made[]): Promise<void> {
  const vectors = made.map(({ exemplar, vector }) => ({ id: exemplar.id, vector }));
  await ledger.prototypes.putExemplars(tenant, encoder.pack.id, vectors);
}

async function fromItems(
  parts: ClassParts,
  tenant: string,
  collection: string,
  items: readonly string[],
): Promise<Map<string, Made>> {
  const made = new Map<string, Made>();
  const space = spaceFor(parts, tenant, collection);
  if (items.length === 0 || !(await parts.store.hasSpace(space))) return made;
  const ids = items.map((item) => pointId(space, item));
  for (const { itemId, vectors } of await parts.store.read(space, ids, { vectors: ['image', 'caption'] })) {
    const { image, caption } = vectors;
    const named = image ?? caption;
    if (named === undefined) continue;
    const exemplar = { id: vectorName(named), collection, itemId };
    made.set(itemId, { exemplar, vector: joinSides({ image, caption }) });
  }
  return made;
}

function notFound(missing: readonly string[], collection: string): AppError {
  return new AppError(
    'exemplar_not_found',
    `"${missing[0]}" is no item of "${collection}"; it may have been deleted.`,
    {
      errors: missing.slice(0, 20).map((item) => ({ field: 'exemplars', message: `has no item "${item}"` })),
    },
  );
}

function vectorName(vector: Float32Array): string {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}
