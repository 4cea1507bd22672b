import type { Accuracy } from './accuracy.ts';

/**
 * Area under the curve of unseen over seen accuracy as the seen factor goes from letting seen classes win always to letting
 * them win never (Chao et al., ECCV 2016): how good a catalogue is whatever factor is chosen. 0 to 1.
 * @param accuracies - one per factor, in any order; more factors draw a finer curve
 */
export function areaUnderSeenUnseen(accuracies: readonly Pick<Accuracy, 'seen' | 'unseen'>[]): number {
  if (accuracies.length === 0) return 0;
  const points = [...accuracies].sort((a, b) => a.seen - b.seen || b.unseen - a.unseen);
  // Where seen classes win never or always, the curve meets the axes level.
  const curve = [{ seen: 0, unseen: points[0]!.unseen }, ...points];
  let area = 0;
  for (let i = 1; i < curve.length; i++) {
    area += ((curve[i]!.seen - curve[i - 1]!.seen) * (curve[i]!.unseen + curve[i - 1]!.unseen)) / 2;
  }
  return area;
}
