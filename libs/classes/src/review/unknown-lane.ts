import { nameKey } from '../name/name-key.ts';
import { cluster } from './cluster.ts';
import { proposeName } from './propose-name.ts';
import { pointId, type ReadPoint, type VectorSpaceKey } from '@unseen/domain';
import type { ClassParts } from '../class-parts.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import type { ClassInput } from '../write/class-input.ts';

/** Items that lie together and that no class explains. */
export interface UnknownCluster {
  readonly items: number;
  /** Ids of all of them, the most central first: what it takes to dismiss the group. */
  readonly ids: readonly string[];
  /** The most central ones. */
  readonly examples: readonly { readonly id: string; readonly caption?: string }[];
  /** 1 when all items coincide. */
  readonly tightness: number;
  /** A class that would explain them, ready for `POST /v1/classes`. */
  readonly proposal: Pick<ClassInput, 'name' | 'seen' | 'exemplars' | 'collection'>;
}

/** The items no class explains. */
export interface UnknownLane {
  /** Items that were looked at: those without a tag, up to a bound. */
  readonly looked: number;
  readonly clusters: readonly UnknownCluster[];
}

/** Items clustered at most. */
const MOST_ITEMS = 2_000;
const PAGE = 500;
/** Fewer items than that make no class. */
const LEAST_MEMBERS = 3;
const EXAMPLES = 12;
const EXEMPLARS = 3;

/**
 * Clusters the items that no class explains and proposes a class for each cluster: named by what its captions have in common and no class is called yet, shown
 * by its most central pictures. Items that were dismissed are left out.
 * @param clusters - clusters wanted
 */
export async function unknownLane(
  parts: ClassParts,
  catalogues: LiveCatalogues,
  space: VectorSpaceKey,
  clusters: number,
): Promise<UnknownLane> {
  const live = await catalogues.of(space);
  const points: ReadPoint[] = [];
  for (let after = ''; points.length < MOST_ITEMS;) {
    const ids = await parts.ledger.tags.untagged(space.tenant, space.collection, after, PAGE);
    if (ids.length === 0) break;
    after = ids.at(-1)!;
    const read = await parts.store.read(
      space,
      ids.map((id) => pointId(space, id)),
      { vectors: ['image', 'caption'], payload: true },
    );
    // Tags may lag behind; what a class explains by now is no stranger.
    const entries = await live.membersOf(read.map(({ vectors }) => vectors));
    points.push(...read.filter((_, at) => !entries[at]));
  }
  const kept = points.slice(0, MOST_ITEMS);
  const { mean } = live.background;
  const vectors = kept.map(({ vectors: { image, caption } }) =>
    centered(image ?? caption!, image ? mean.image : mean.caption),
  );
  const captions = kept.flatMap((point) => point.payload!.captions[0] ?? []);
  const taken = new Set(
    [...live.classes.values()].flatMap(({ name, synonyms }) => [name, ...synonyms].map(nameKey)),
  );
  const found = cluster(vectors, clusters)
    .filter(({ members }) => members.length >= LEAST_MEMBERS)
    .sort((a, b) => b.members.length * b.tightness - a.members.length * a.tightness);
  return {
    looked: kept.length,
    clusters: found.map(({ members, tightness }, index) => {
      const items = members.map((at) => kept[at]!);
      const own = items.flatMap((point) => point.payload!.captions[0] ?? []);
      const name = proposeName(own, captions, taken) ?? freeName(taken, index + 1);
      taken.add(nameKey(name));
      return {
        items: items.length,
        ids: items.map(({ itemId }) => itemId),
        tightness,
        examples: items
          .slice(0, EXAMPLES)
          .map(({ itemId, payload }) => ({ id: itemId, caption: payload!.captions[0] })),
        proposal: {
          name,
          seen: false,
          collection: space.collection,
          exemplars: items
            .filter(({ payload }) => payload!.hasImage)
            .slice(0, EXEMPLARS)
            .map(({ itemId }) => itemId),
        },
      };
    }),
  };
}

/** A name that says nothing and is not taken. */
function freeName(taken: ReadonlySet<string>, from: number): string {
  let number = from;
  while (taken.has(`unnamed ${number}`)) number++;
  return `unnamed ${number}`;
}

function centered(vector: Float32Array, mean: Float32Array): Float32Array {
  const moved = vector.map((value, i) => value - mean[i]!);
  const length = Math.sqrt(moved.reduce((sum, value) => sum + value * value, 0));
  return length > 1e-6 ? moved.map((value) => value / length) : vector;
}
