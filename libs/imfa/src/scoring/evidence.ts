import type { ScoreRequest, TextEncoding } from '@unseen/domain';
import { drawDistinct, seededUniform } from '@unseen/domain/random';
import { maskRegions } from '../block/mask-regions.ts';
import type { AttentionGrid } from './attention-grid.ts';
import type { ImfaScorer } from './imfa-scorer.ts';
import type { PictureCandidate } from './pack-pictures.ts';

/** Whether a score rests on the regions that the attention names. */
export interface Evidence {
  /** How many regions were hidden: a tenth of them. */
  readonly regions: number;
  /** What the score loses when the most attended ones are hidden. */
  readonly drop: number;
  /** What it loses when as many others are hidden: the mean of some random choices. */
  readonly randomDrop: number;
}

/** Random choices per picture. */
const DRAWS = 4;

/**
 * Hides the most attended regions of each picture, and as many random ones, and scores again. Attention is faithful where
 * the first costs clearly more than the second.
 * @param grids - where the text looks in each of the pictures
 * @param wholes - their scores with nothing hidden
 * @returns one per picture, in their order; the same every time
 */
export async function attentionEvidence(
  scorer: ImfaScorer,
  text: TextEncoding,
  pictures: readonly PictureCandidate[],
  grids: readonly AttentionGrid[],
  wholes: ArrayLike<number>,
  method: ScoreRequest['scorer'],
): Promise<Evidence[]> {
  const perPicture = 1 + DRAWS;
  const candidates = pictures.flatMap((picture, i) => {
    const { weights } = grids[i]!;
    const regions = hiddenRegions(weights.length);
    const byWeight = [...weights.keys()].sort((a, b) => weights[b]! - weights[a]!);
    const choices = [byWeight.slice(0, regions), ...randomChoices(weights.length, regions)];
    return choices.map((choice) => ({ ...picture, regions: maskRegions(picture.regions, choice) }));
  });
  const { scores } = await scorer.scoreImages(text, candidates, method);
  return pictures.map((_, i) => {
    const [attended, ...random] = scores.subarray(i * perPicture, (i + 1) * perPicture);
    const whole = wholes[i]!;
    return {
      regions: hiddenRegions(grids[i]!.weights.length),
      drop: whole - attended!,
      randomDrop: whole - random.reduce((sum, score) => sum + score, 0) / DRAWS,
    };
  });
}

function hiddenRegions(count: number): number {
  return Math.ceil(count / 10);
}

/** Choices of `count` different regions, the same for every picture: what differs is the pictures, not the luck. */
function randomChoices(length: number, count: number): number[][] {
  const uniform = seededUniform(1);
  return Array.from({ length: DRAWS }, () => drawDistinct(length, count, uniform));
}
