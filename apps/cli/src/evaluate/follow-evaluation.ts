import type { ClassEvaluation, ClassReport } from '@unseen/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestError, type Api } from '../http/api.ts';
import type { Progress } from '../output/progress.ts';

const PATH = '/v1/evaluations/classes';
const POLL_MS = 300;

/**
 * Has the classes of a platform measured, and shows how far that is until the figures are there.
 * @throws RequestError with the reason when there are none
 */
export async function followEvaluation(api: Api, asked: object, progress: Progress): Promise<ClassReport> {
  const started = performance.now();
  let now = await api.send<ClassEvaluation>('POST', PATH, { json: asked });
  try {
    while (now.state === 'queued' || now.state === 'running') {
      await sleep(POLL_MS);
      now = await api.send<ClassEvaluation>('GET', `${PATH}/${now.id}`);
      const { done, total } = now;
      const itemsPerSecond = (1_000 * done) / (performance.now() - started);
      const etaSeconds = total === null || done === 0 ? null : (total - done) / itemsPerSecond;
      progress.show({ total, done, failed: 0, skipped: 0, itemsPerSecond, etaSeconds });
    }
  } finally {
    progress.stop();
  }
  if (now.result !== undefined) return now.result;
  const { code, detail } = now.error!;
  throw new RequestError(code, 0, detail);
}
