import type { Explanation } from '@unseen/client';

/** Words of a query that are told of: the weightiest. */
const WORDS = 4;

/** Why a hit is where it is, a sentence a line; nothing without an explanation. */
export function explanationLines(explain: Explanation | undefined): string[] {
  if (explain === undefined) return [];
  const { fused, lists, rescore, attention, named } = explain;
  const found = lists.map(({ query, modality, rank, score }) => {
    const place = rank === null ? 'not reached' : `rank ${rank}`;
    return `${query} with ${modality} ${place} (${score.toFixed(2)})`;
  });
  const lines = [`found by ${found.join(', ')}; all together rank ${fused.rank}`];
  if (rescore !== undefined) lines.push(`${rescore.method} puts it at rank ${rescore.rank}`);
  if (attention !== undefined && attention.words.length > 0) {
    const words = [...attention.words].sort((a, b) => b.weight - a.weight).slice(0, WORDS);
    const shares = words.map(({ text, weight }) => `${text} ${Math.round(100 * weight)} %`);
    lines.push(`words by weight: ${shares.join(', ')}`);
  }
  if (named !== undefined) {
    lines.push(`belongs to the named class ${named.name} with ${Math.round(100 * named.probability)} %`);
  }
  return lines;
}
