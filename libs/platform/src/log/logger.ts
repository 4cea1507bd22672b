import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import type { Config } from '@unseen/config';

/** Injection token of the process-wide structured logger. */
export const LOGGER = Symbol('Logger');

/** Lines are written this many bytes at a time, or this many milliseconds after they came: a write per line is dear. */
const TOGETHER = { minLength: 4_096, periodicFlush: 100 };

/** The process-wide logger: JSON lines on standard error, secrets redacted. */
export function createLogger(config: Pick<Config, 'log'>, name: string): Logger {
  return pino(
    { name, level: config.log.level, redact: ['req.headers.authorization', 'authorization', 'apiKey'] },
    pino.destination({ fd: 2, sync: false, ...TOGETHER }),
  );
}

/** Lets Nest log through pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    // What stops the start is printed by whoever started; once is enough.
    const level = rest.at(-1) === 'ExceptionHandler' ? 'debug' : 'error';
    this.logger[level]({ rest }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }
}
