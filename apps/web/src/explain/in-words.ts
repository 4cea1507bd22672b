import type { Explanation, ListExplanation } from '@unseen/client';
import { t } from '../text/text.ts';

/** One step on a hit's way to its place, in words. */
export interface Step {
  readonly kind: 'recall' | 'fuse' | 'rescore' | 'named' | 'unwanted';
  readonly title: string;
  readonly text: string;
}

/**
 * How a hit came to its place, for people who have never heard of vectors.
 *
 * @param skipped - why attention did not make the order, when it did not
 */
export function inWords(explain: Explanation, skipped?: string): Step[] {
  const words = t.why;
  const lists = explain.lists.filter((list) => list.rank !== null || list.counted !== null);
  const steps: Step[] = lists.map((list) => ({
    kind: 'recall',
    title: words.compared[list.query][list.modality],
    text: recallText(list),
  }));
  if (lists.length > 1)
    steps.push({ kind: 'fuse', title: words.together, text: words.fused(explain.fused.rank) });
  steps.push({ kind: 'rescore', ...rescoreText(explain, skipped) });
  if (explain.named !== undefined)
    steps.push({
      kind: 'named',
      title: words.named(explain.named.word),
      text: words.ofClass(explain.named.name, explain.named.probability),
    });
  for (const { text, ...similarities } of explain.unwanted ?? []) {
    const most = Math.max(...Object.values(similarities).filter((value) => typeof value === 'number'));
    steps.push({ kind: 'unwanted', title: words.unwanted(text), text: words.likeness(most) });
  }
  return steps;
}

function recallText({ rank, score }: ListExplanation): string {
  return rank === null ? t.why.notReached(score) : t.why.reached(rank, score);
}

/** What attention did to the order, or why it did nothing. */
export function rescoreText(
  { rescore, rank, fused }: Explanation,
  skipped?: string,
): { title: string; text: string } {
  const { why } = t;
  if (rescore === undefined)
    return { title: why.noAttention, text: why.skipped[skipped ?? ''] ?? why.notRescored(rank) };
  const text =
    rank === fused.rank
      ? why.stayed(rank)
      : rank < fused.rank
        ? why.rose(fused.rank, rank)
        : why.fell(fused.rank, rank);
  return { title: rescore.method === 'imfa' ? why.attention : why.selfAttention, text };
}

/** The words of the query that say something, heaviest first, with their share of the whole. */
export function wordShares(explain: Explanation): { text: string; index: number; share: number }[] {
  const words = explain.attention?.words ?? [];
  const total = words.reduce((sum, { weight }) => sum + Math.max(weight, 0), 0) || 1;
  return words.map(({ text, weight }, index) => ({ text, index, share: Math.max(weight, 0) / total }));
}
