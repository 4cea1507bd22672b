import { sleep } from './sleep.ts';
import type { ClassEvaluation, Evaluation } from './types.ts';

const EVERY_MS = 500;

/**
 * An evaluation every half second until it is over: `completed`, `blocked` or `failed`.
 *
 * @param read - reads it as it is now
 * @throws what `read` throws; the signal's reason when it was aborted
 */
export async function* watchEvaluation<E extends Evaluation | ClassEvaluation>(
  read: () => Promise<E>,
  signal?: AbortSignal,
): AsyncGenerator<E, void> {
  for (;;) {
    const now = await read();
    yield now;
    if (now.state !== 'queued' && now.state !== 'running') return;
    await sleep(EVERY_MS, signal);
  }
}
