import { dot } from '../prototype/vectors.ts';
import { wordCollisions, type WordCollision } from '../check/collisions.ts';
import { AppError, pointId, type CatalogueClass, type VectorSpaceKey } from '@unseen/domain';
import type { ClassParts } from '../class-parts.ts';
import type { LiveCatalogue } from '../live/live-catalogue.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import { reachOf } from '../retag/reach.ts';
import { wordWarnings } from '../understand/word-warnings.ts';
import type { TextWarning } from '@unseen/search';
import { checkExemplarCount, ownFields, parentId, type ClassInput } from '../write/class-input.ts';
import { keepPictures } from '../write/exemplar-pictures.ts';
import { keepExemplars } from '../write/exemplars.ts';
import { counters } from '../write/judgements.ts';

/** An item that would carry the class. */
export interface PreviewItem {
  readonly id: string;
  readonly caption?: string;
  readonly probability: number;
  /** Class it belongs to now. */
  readonly from?: { readonly id: string; readonly name: string };
}

/** A class whose items the new one would take, or that lies near. */
export interface PreviewNeighbor {
  readonly id: string;
  readonly name: string;
  /** Inner product of the prototypes. */
  readonly nearness: number;
  /** Items it would lose. */
  readonly loses: number;
  /** Some of them. */
  readonly examples: readonly string[];
}

/** What a class would do if it existed. */
export interface Preview {
  /** Items that would carry it. */
  readonly items: number;
  /** Items in its reach, whatever they would be. */
  readonly reached: number;
  /** The most likely ones. */
  readonly examples: readonly PreviewItem[];
  readonly neighbors: readonly PreviewNeighbor[];
  readonly collisions: readonly WordCollision[];
  /** What to know of its name and its synonyms. */
  readonly warnings?: readonly TextWarning[];
}

const EXAMPLES = 24;
const NEIGHBORS = 8;
const AT_ONCE = 256;

/**
 * What a class would do, worked out on stored vectors; nothing is written but vectors of words and exemplars.
 * @param replaces - id of the class it would replace; as in a change, its exemplars stay when none are given
 * @throws AppError `class_not_found`, `class_invalid`, `class_parent_not_found`, `exemplar_not_found`, `image_*`
 */
export async function previewClass(
  parts: ClassParts,
  catalogues: LiveCatalogues,
  space: VectorSpaceKey,
  input: ClassInput,
  replaces?: string,
): Promise<Preview> {
  const id = replaces ?? 'preview';
  const words = ownFields(input);
  const { exemplars: items, counterExemplars: others, pictures, collection } = input;
  checkExemplarCount((items?.length ?? 0) + (pictures?.length ?? 0));
  checkExemplarCount(others?.length ?? 0, 'counterExemplars');
  const live = await catalogues.of(space);
  if (replaces !== undefined && !live.classes.has(replaces)) {
    throw new AppError('class_not_found', `There is no class ${replaces} to replace.`);
  }
  const replaced = items === undefined && pictures === undefined ? live.classes.get(id) : undefined;
  const entry: CatalogueClass = {
    ...words,
    id,
    since: -1,
    parent: parentId(input.parent, live.classes.values()),
    exemplars:
      replaced?.exemplars ??
      (await keepExemplars(parts, space.tenant, {
        items: items ?? [],
        pictures: await keepPictures(parts, space.tenant, pictures ?? []),
        collection,
      })),
    ...(others
      ? counters(await keepExemplars(parts, space.tenant, { items: others, collection }))
      : counters(live.classes.get(id)?.counterExemplars ?? [])),
  };
  const then = await catalogues.with(live, space.tenant, [entry]);
  const scored = then.index.classes.find((each) => each.entry.id === id);
  const reached = scored ? await reachOf(parts.store, space, scored, then) : [];
  const [found, warnings] = await Promise.all([
    wouldCarry(parts, space, live, then, id, reached),
    wordWarnings(parts, words),
  ]);
  return {
    items: found.length,
    reached: reached.length,
    examples: await withCaptions(parts, space, found.slice(0, EXAMPLES)),
    neighbors: neighborsOf(then, id, found),
    collisions: wordCollisions({ ...words, id }, live.classes.values()),
    ...(warnings.length > 0 && { warnings }),
  };
}

async function wouldCarry(
  { store }: ClassParts,
  space: VectorSpaceKey,
  now: LiveCatalogue,
  then: LiveCatalogue,
  id: string,
  reached: readonly string[],
): Promise<PreviewItem[]> {
  const found: PreviewItem[] = [];
  for (let start = 0; start < reached.length; start += AT_ONCE) {
    const ids = reached.slice(start, start + AT_ONCE).map((item) => pointId(space, item));
    for (const { itemId, vectors } of await store.read(space, ids, { vectors: ['image', 'caption'] })) {
      const after = then.classOf(vectors);
      if (after?.entry.id !== id) continue;
      const before = now.memberOf(vectors);
      const from = before && before.id !== id ? { id: before.id, name: before.name } : undefined;
      found.push({ id: itemId, probability: after.probability, ...(from && { from }) });
    }
  }
  return found.sort((a, b) => b.probability - a.probability);
}

async function withCaptions(
  { store }: ClassParts,
  space: VectorSpaceKey,
  items: readonly PreviewItem[],
): Promise<PreviewItem[]> {
  const ids = items.map(({ id }) => pointId(space, id));
  const points = await store.read(space, ids, { payload: true });
  const captions = new Map(points.map((point) => [point.itemId, point.payload?.captions[0]]));
  return items.map((item) => ({ ...item, caption: captions.get(item.id) }));
}

/** The classes nearest to the new one, and those it takes most from. */
function neighborsOf(then: LiveCatalogue, id: string, found: readonly PreviewItem[]): PreviewNeighbor[] {
  const own = then.index.classes.find(({ entry }) => entry.id === id);
  if (!own) return [];
  return then.index.classes
    .filter(({ entry }) => entry.id !== id)
    .map(({ entry, prototype }) => {
      const lost = found.filter(({ from }) => from?.id === entry.id);
      return {
        id: entry.id,
        name: entry.name,
        nearness: dot(prototype.image, own.prototype.image),
        loses: lost.length,
        examples: lost.slice(0, 5).map((item) => item.id),
      };
    })
    .sort((a, b) => b.loses - a.loses || b.nearness - a.nearness)
    .slice(0, NEIGHBORS);
}
