import { type ClassEvaluation, type ClassReport, type Unseen, UnseenError } from '@unseen/client';
import type { Progress } from '../output/progress.ts';

/**
 * Shows how far an evaluation of classes is until its figures are there.
 * @throws UnseenError with the reason when there are none, or when they kept a version from being published
 */
export async function followEvaluation(
  unseen: Unseen,
  { id }: ClassEvaluation,
  progress: Progress,
): Promise<ClassReport> {
  const started = performance.now();
  let last: ClassEvaluation | undefined;
  try {
    for await (const now of unseen.watchClassEvaluation(id)) {
      last = now;
      const { done, total } = now;
      const itemsPerSecond = (1_000 * done) / (performance.now() - started);
      const etaSeconds = total === null || done === 0 ? null : (total - done) / itemsPerSecond;
      progress.show({ total, done, failed: 0, skipped: 0, itemsPerSecond, etaSeconds });
    }
  } finally {
    progress.stop();
  }
  const { error, result } = last!;
  if (error === undefined) return result!;
  const figures = result && ` Its figures, class by class: GET /v1/evaluations/classes/${id}`;
  throw new UnseenError({ code: error.code, status: 409, detail: error.detail + (figures ?? '') });
}
