import type { SearchTarget } from '../query/search-request.ts';
import {
  isVectorList,
  listParts,
  type ListKey,
  type QueryPart,
  type SideWeights,
  type VectorListKey,
} from './list-key.ts';

/** What the query has to search with. */
export interface QueryShape {
  /** Parts that have a vector. */
  readonly parts: ReadonlySet<QueryPart>;
  /** Whether all parts come from one stored item: then like is compared with like. */
  readonly fromItem: boolean;
  /** What its text is made of, where items are searched for its words as well. */
  readonly words?: 'words' | 'codes';
  /** The largest share of its words that is written in one picture, where they are looked for there. */
  readonly written?: number;
  /** How much the text counts where the picture counts the rest, if not the same. */
  readonly textShare?: number;
}

/** A list to recall, and how much it counts in fusion. */
export interface PlannedList {
  readonly key: ListKey;
  readonly weight: number;
}

/** Lists and their weights. */
type Plan = Readonly<Partial<Record<ListKey, number>>>;

// With one part in the query, a comparison of like with like or with a joint vector tells relevant from irrelevant better than
// one across modalities and counts twice (figures: docs/adr/0004-rescoring-and-fusion.md). With two parts, both count the same
// on every side of an item, or the text alone would decide among captions.

/** A query of a text alone. */
const BY_TEXT: Plan = { 'text-image': 1, 'text-caption': 2, 'text-joint': 2 };
/** A query of a picture alone; `image-caption` is image-to-caption search. */
const BY_IMAGE: Plan = { 'image-image': 2, 'image-joint': 2, 'image-caption': 1 };
/** A text and a picture: every side is judged by both, and both together find what each alone ranks low. */
const BY_BOTH: Plan = {
  'text-image': 1,
  'image-image': 1,
  'joint-image': 1,
  'text-caption': 1,
  'image-caption': 1,
  'joint-joint': 1,
};
/** A stored item that has both. */
const LIKE_TO_LIKE: Plan = { 'image-image': 1, 'text-caption': 1, 'joint-joint': 1 };

/** How much the words of a text count beside its vectors. No encoder knows numbers and codes, so these decide alone. */
const WORDS_COUNT = { words: 2, codes: 50 } as const;
/**
 * The same where all of them are written in one picture: a sign that says so is less than a caption that does. Where fewer are, it counts by
 * their share: that one word of a sentence is on somebody's shirt says little of what the picture shows.
 */
const WRITTEN_COUNT = { words: 1, codes: 25 } as const;

/**
 * Which lists a query recalls.
 * @param target - `any`: all that make sense; `image`, `caption`: only comparisons with that side of the items
 * @param weights - in place of the weights above
 * @param sides - what the request multiplies them with
 */
export function planLists(
  shape: QueryShape,
  target: SearchTarget,
  weights: Plan = {},
  sides: SideWeights = {},
): PlannedList[] {
  const plan = target === 'any' ? planFor(shape) : planForSide(shape, target);
  return (Object.entries(plan) as [ListKey, number][])
    .map(([key, weight]) => ({
      key,
      weight: (weights[key] ?? weight) * sideWeight(key, sides) * partWeight(key, shape),
    }))
    .filter(({ weight }) => weight > 0);
}

function sideWeight(key: ListKey, { image = 1, caption = 1, keywords = 1 }: SideWeights): number {
  if (!isVectorList(key)) return keywords;
  const { modality } = listParts(key);
  return { image, caption, joint: (image + caption) / 2 }[modality];
}

function partWeight(key: ListKey, { parts, textShare = 0.5 }: QueryShape): number {
  if (!isVectorList(key) || !parts.has('text') || !parts.has('image')) return 1;
  return { text: 2 * textShare, image: 2 * (1 - textShare), joint: 1 }[listParts(key).query];
}

function planFor({ words, written, ...shape }: QueryShape): Plan {
  const plan = planForVectors(shape);
  if (words === undefined) return plan;
  return {
    ...plan,
    keywords: WORDS_COUNT[words],
    ...(written && { written: WRITTEN_COUNT[words] * written }),
  };
}

function planForVectors({ parts, fromItem }: QueryShape): Plan {
  if (parts.has('text') && parts.has('image')) return fromItem ? LIKE_TO_LIKE : BY_BOTH;
  return parts.has('text') ? BY_TEXT : BY_IMAGE;
}

function planForSide({ parts }: QueryShape, side: 'image' | 'caption'): Plan {
  const keys: VectorListKey[] = [`text-${side}`, `image-${side}`, `joint-${side}`];
  return Object.fromEntries(keys.filter((key) => parts.has(listParts(key).query)).map((key) => [key, 1]));
}
