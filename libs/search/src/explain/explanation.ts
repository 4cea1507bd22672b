import type { NamedInQuery } from '../classes/class-lens.ts';
import type { AttentionGrid, Evidence } from '@unseen/imfa';
import type { HitEvidence, ListEvidence } from '../page/window.ts';
import { isVectorList, listParts, type QueryPart } from '../recall/list-key.ts';
import type { Modality } from '@unseen/domain';
import { tellingShares } from './function-words.ts';

/** What one list says of a hit. */
export interface ListExplanation {
  /** The part of the query that was compared. */
  readonly query: QueryPart;
  /** The vector of the item it was compared with; `keywords`: its words; `written`: those in its picture. */
  readonly modality: Modality | 'keywords' | 'written';
  /** Rank in the recall list, from 1; null when recall did not reach the item. */
  readonly rank: number | null;
  /** Inner product of the two vectors, or the score of the words. */
  readonly score: number;
  /** What counted in the final order, with attention's scores and what is unwanted taken off; null when the list did not count. */
  readonly counted: { readonly rank: number; readonly score: number; readonly contribution: number } | null;
}

/** How one unwanted text compares with a hit's vectors. */
export interface UnwantedExplanation {
  readonly text: string;
  readonly image?: number;
  readonly caption?: number;
  readonly joint?: number;
}

/** An attention grid as JSON. */
export interface AttentionExplanation {
  readonly rows: number;
  readonly cols: number;
  /** rows x cols weights, row-major; they sum to 1. */
  readonly weights: readonly number[];
  /** How hot the hottest spot is, 0 to 1: on one scale for all pictures, so that one without the thing stays dark. */
  readonly strength?: number;
  /** Each word's share of the text (none for words that show nothing by themselves), and where that word looked. */
  readonly words: readonly {
    readonly text: string;
    readonly weight: number;
    readonly weights: readonly number[];
    readonly strength?: number;
  }[];
  /** What the score loses when the most attended regions are hidden, and when as many random ones are. */
  readonly evidence?: Evidence;
}

/** Why a hit is where it is. */
export interface HitExplanation {
  /** Position among all hits, from 1. */
  readonly rank: number;
  /** The same in three sentences. */
  readonly summary: readonly string[];
  /** Before re-scoring. */
  readonly fused: { readonly rank: number; readonly score: number };
  readonly lists: readonly ListExplanation[];
  /** Attention's score and the hit's rank by it; absent when the hit was not re-scored. */
  readonly rescore?: { readonly method: 'imfa' | 'self'; readonly score: number; readonly rank: number };
  readonly unwanted?: readonly UnwantedExplanation[];
  readonly attention?: AttentionExplanation;
  /** The class among those the query names that the hit most likely belongs to, and how likely; it counted `weight` where the other lists count 1. */
  readonly named?: NamedInQuery & { readonly probability: number; readonly weight: number };
}

/**
 * The explanation of a hit but for its summary, numbers rounded to seven digits (they are float32).
 * @param rank - position among all hits, from 1
 * @param method - what re-scored the hits
 * @param masking - what hiding the attended regions costs
 */
export function explainHit(
  rank: number,
  evidence: HitEvidence,
  method: 'imfa' | 'self',
  unwanted: readonly UnwantedExplanation[],
  attention: AttentionGrid | undefined,
  masking: Evidence | undefined,
): Omit<HitExplanation, 'summary'> {
  const rescoredList = evidence.lists.find(({ key }) => key === 'text-image' || key === 'image-caption');
  return {
    rank,
    fused: { rank: evidence.fusedRank, score: digits(evidence.fusedScore) },
    lists: evidence.lists.map(explainList),
    ...(evidence.rescore === undefined
      ? {}
      : { rescore: { method, score: digits(evidence.rescore), rank: rescoredList?.finalRank ?? 0 } }),
    ...(unwanted.length > 0 && { unwanted }),
    ...(attention && {
      attention: { ...attentionAsJson(attention), ...(masking && { evidence: rounded(masking) }) },
    }),
  };
}

function explainList(list: ListEvidence): ListExplanation {
  return {
    ...(isVectorList(list.key) ? listParts(list.key) : { query: 'text', modality: list.key }),
    rank: list.recallRank === 0 ? null : list.recallRank,
    score: digits(list.rawScore),
    counted:
      list.finalRank === 0
        ? null
        : {
            rank: list.finalRank,
            score: digits(list.finalScore),
            contribution: digits(list.contribution),
          },
  };
}

/** An attention grid as plain JSON numbers. */
export function attentionAsJson(grid: AttentionGrid): AttentionExplanation {
  const shares = tellingShares(grid.words);
  return {
    rows: grid.rows,
    cols: grid.cols,
    weights: Array.from(grid.weights, digits),
    ...(grid.strength !== undefined && { strength: digits(grid.strength) }),
    words: grid.words.map(({ text, weights, strength }, index) => ({
      text,
      weight: digits(shares[index]!),
      weights: Array.from(weights, digits),
      ...(strength !== undefined && { strength: digits(strength) }),
    })),
  };
}

function rounded({ regions, drop, randomDrop }: Evidence): Evidence {
  return { regions, drop: digits(drop), randomDrop: digits(randomDrop) };
}

/** A float32 value without the digits it does not have. */
export function digits(value: number): number {
  return Number(value.toPrecision(7));
}
