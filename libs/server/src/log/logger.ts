import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '@unseen/config';
import { linesForPeople } from './lines-for-people.ts';

/** Injection token of the process-wide structured logger. */
export const LOGGER = Symbol('Logger');

/** Lines are written this many bytes at a time, or this many milliseconds after they came: a write per line is dear. */
const TOGETHER = { minLength: 4_096, periodicFlush: 100 };

/** The process-wide logger, secrets redacted: JSON lines on standard error, or lines for people where that is a terminal. */
export function createLogger(config: Pick<Config, 'log'>, name: string): Logger {
  const to: DestinationStream = process.stderr.isTTY
    ? linesForPeople()
    : pino.destination({ fd: 2, sync: false, ...TOGETHER });
  return pino(
    { name, level: config.log.level, redact: ['req.headers.authorization', 'authorization', 'apiKey'] },
    to,
  );
}
