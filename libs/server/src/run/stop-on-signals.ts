import { messageOf } from '@unseen/domain';
import type { Logger } from 'pino';
import type { RunningProcess } from './running-process.ts';

/** Ends the process when it is told to, after what it has begun; a second signal ends it at once. */
export function stopOnSignals(running: RunningProcess, logger: Logger): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, `stopping failed: ${messageOf(error)}`);
          process.exit(1);
        },
      );
    });
  }
}
