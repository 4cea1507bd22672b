import { AppError } from '@unseen/domain';
import { setTimeout as sleep } from 'node:timers/promises';
import { failureKind } from './failure.ts';
import type { Connection } from './connect.ts';

/** The oldest server the adapter is tested with. */
const OLDEST = [1, 18] as const;

/**
 * Waits for the server, and checks that it is one this adapter can work with and that it takes the key.
 * @throws AppError `vector_store_unavailable` when it does not answer in time; `vector_store_unsupported` for a version
 *   that is too old; `config_invalid` for a refused key or an address where there is no Qdrant
 */
export async function checkServer({ reads }: Connection, startMs: number): Promise<void> {
  const version = await answerWithin(startMs, () =>
    reads.run('say its version', async (client) => {
      const answer: unknown = await client.versionInfo();
      return String((answer as { version?: unknown } | undefined)?.version);
    }),
  );
  const [major, minor] = /^(\d+)\.(\d+)\./.exec(version)?.slice(1).map(Number) ?? [];
  if (major === undefined || minor === undefined) throw noQdrant();
  if (major !== OLDEST[0] || minor < OLDEST[1]) {
    throw new AppError(
      'vector_store_unsupported',
      `The Qdrant server has version ${version}; ${OLDEST.join('.')} or a later ${OLDEST[0]}.x is needed.`,
    );
  }
  try {
    await reads.run('list its collections', (client) => client.getCollections());
  } catch (error) {
    if (failureKind((error as AppError).cause) === 'refused') {
      throw new AppError('config_invalid', 'The Qdrant server refuses the API key, or needs one.', {
        cause: error,
      });
    }
    throw error;
  }
}

async function answerWithin<T>(startMs: number, ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + startMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (failureKind((error as AppError).cause) !== 'transient') throw noQdrant(error);
      if (Date.now() >= deadline) throw error;
      await sleep(Math.min(500, Math.max(0, deadline - Date.now())));
    }
  }
}

function noQdrant(cause?: unknown): AppError {
  return new AppError('config_invalid', 'There is no Qdrant server at the address given.', { cause });
}
