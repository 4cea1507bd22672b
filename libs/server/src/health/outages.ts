import { Inject, Injectable } from '@nestjs/common';
import { type AppError, isAppError, messageOf } from '@unseen/domain';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOGGER } from '../log/logger.ts';
import { Health } from './health.ts';

/** What each code says is away: the name of `/health/ready`, and what people call it. */
const PARTS = {
  ledger_unavailable: { name: 'ledger', words: 'The ledger (Postgres)' },
  vector_store_unavailable: { name: 'vectorStore', words: 'The vector store' },
  blob_store_unavailable: { name: 'blobStore', words: 'The store of pictures' },
  queue_unavailable: { name: 'queue', words: 'The queue (Redis)' },
} as const;
type Part = (typeof PARTS)[keyof typeof PARTS];

/** Milliseconds between looks whether a part is back. */
const LOOK_MS = 1_000;
/** It is back when it answers, and nobody has met with a failure for so many milliseconds. */
const CALM_MS = 5_000;

/** An outage that is not over. */
interface Outage {
  readonly since: number;
  failures: number;
  lastFailure: number;
}

/** Says once that a store or the queue is away, and once that it is back, however many requests and timers meet with it meanwhile. */
@Injectable()
export class Outages {
  private readonly running = new Map<string, Outage>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly health: Health,
  ) {}

  /** Says what went wrong, at level `warn`; an outage as {@link tell} does. @param during - what was attempted */
  warn(error: unknown, during: string): void {
    if (!this.tell(error)) this.logger.warn({ err: error }, `${during}: ${messageOf(error)}`);
  }

  /** Says that a part is away, unless that has been said. @returns whether the error means that one is */
  tell(error: unknown): boolean {
    if (!isAppError(error) || !(error.code in PARTS)) return false;
    const part = PARTS[error.code as keyof typeof PARTS];
    const now = Date.now();
    const known = this.running.get(part.name);
    if (known === undefined) {
      const outage = { since: now, failures: 1, lastFailure: now };
      this.running.set(part.name, outage);
      this.begin(error, part, outage);
    } else {
      known.failures += 1;
      known.lastFailure = now;
    }
    this.logger.debug({ err: error }, error.message);
    return true;
  }

  private begin(error: AppError, { name, words }: Part, outage: Outage): void {
    const reason = isAppError(error.cause) ? error.cause.message : messageOf(error.cause ?? error);
    this.logger.error({ code: error.code, err: error.cause ?? error }, `${words} does not answer: ${reason}`);
    void this.awaitEnd(name, outage).then(() => {
      const seconds = Math.round((Date.now() - outage.since) / 1_000);
      this.logger.info(`${words} answers again, after ${seconds} s and ${outage.failures} failures`);
    });
  }

  private async awaitEnd(name: string, outage: Outage): Promise<void> {
    for (;;) {
      await sleep(LOOK_MS, undefined, { ref: false });
      const found = await this.health.checkOne(name);
      if (found?.status === 'down' || Date.now() - outage.lastFailure < CALM_MS) continue;
      this.running.delete(name);
      return;
    }
  }
}
