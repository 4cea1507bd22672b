import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { messageOf } from '@unseen/domain';
import type { Logger } from 'pino';
import { LOGGER } from '../log/logger.ts';

/**
 * Closes what was opened, last opened first, after the server has answered its last request.
 * Nest's own order of shutdown hooks across modules says nothing about who uses whom.
 */
@Injectable()
export class Closers implements OnApplicationShutdown {
  private readonly stack: { name: string; close: () => Promise<void> }[] = [];

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Remembers how to close something. */
  push(name: string, close: () => Promise<void>): void {
    this.stack.push({ name, close });
  }

  async onApplicationShutdown(): Promise<void> {
    for (let closer = this.stack.pop(); closer !== undefined; closer = this.stack.pop()) {
      try {
        await closer.close();
      } catch (error) {
        // The rest must close all the same.
        this.logger.error({ err: error }, `closing ${closer.name} failed: ${messageOf(error)}`);
      }
    }
  }
}
