import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '@unseen/config';
import { linesForPeople } from './lines-for-people.ts';

/** Injection token of the process-wide structured logger. */
export const LOGGER = Symbol('Logger');

/** Lines are written this many bytes at a time, or this many milliseconds after the first came: a write per line is dear. */
const TOGETHER = { bytes: 4_096, ms: 100 };

/** The process-wide logger, secrets redacted: JSON lines on standard error, or lines for people where that is a terminal. */
export function createLogger(config: Pick<Config, 'log'>, name: string): Logger {
  const to: DestinationStream = process.stderr.isTTY ? linesForPeople() : jsonLines();
  return pino(
    { name, level: config.log.level, redact: ['req.headers.authorization', 'authorization', 'apiKey'] },
    to,
  );
}

/** The library flushes by an interval that never rests; here a line that comes sets the clock. */
function jsonLines(): Pick<ReturnType<typeof pino.destination>, 'write' | 'flush'> {
  const stream = pino.destination({ fd: 2, sync: false, minLength: TOGETHER.bytes });
  let timer: NodeJS.Timeout | undefined;
  return {
    write(line) {
      timer ??= setTimeout(() => {
        timer = undefined;
        stream.flush();
      }, TOGETHER.ms).unref();
      return stream.write(line);
    },
    flush: (done) => stream.flush(done),
  };
}
