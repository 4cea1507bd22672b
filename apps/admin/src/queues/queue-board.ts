import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { AppError } from '@unseen/domain';
import { Closers, CONFIG, Outages } from '@unseen/server';
import { openBullQueues } from '@unseen/queue';
import type { Board } from './board.ts';

/** Where the dashboard is. */
export const BOARD_PATH = '/queues';
/** Why it is the operator's alone. */
export const QUEUES_ARE_SHARED = 'The queues hold the work of all tenants.';

/** The dashboard of this platform's queues, opened when it is first looked at. */
@Injectable()
export class QueueBoard {
  private board: Promise<Board> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly outages: Outages,
    private readonly closers: Closers,
  ) {}

  /** @throws AppError `not_found` where the queue is not Bull's */
  async open(): Promise<Board> {
    if (this.board !== undefined) return this.board;
    const { redisUrl: url, redisSentinels: sentinels, redisPrefix: prefix } = this.config;
    if (url === undefined) {
      throw new AppError(
        'not_found',
        'The queue of this platform is embedded and has no dashboard. Its depth is in /metrics.',
      );
    }
    const onError = (error: unknown) => this.outages.warn(error, 'queue dashboard');
    this.board = makeBoard({ url, sentinels, prefix, onError });
    this.closers.push('queue dashboard', async () => (await this.board)?.close());
    return this.board;
  }
}

/** The dashboard's code is loaded when somebody looks at it. */
async function makeBoard(place: Parameters<typeof openBullQueues>[0]): Promise<Board> {
  const [{ Board: Made }, queues] = await Promise.all([import('./board.ts'), openBullQueues(place)]);
  return new Made(queues, BOARD_PATH);
}
