import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

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
