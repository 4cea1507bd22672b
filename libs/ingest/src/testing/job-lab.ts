import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JobState, Queue, VectorSpaceKey } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import { openBullQueue, openPgBossQueue } from '@unseen/queue';
import { SERVERS } from '@unseen/testing';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { JobView } from '../jobs/job-view.ts';
import { openIngest, type IngestOptions } from '../open-ingest.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';
import { png } from './png.ts';

/** A collection and a folder below the import root that no other test uses. */
export interface FreshSource {
  readonly collection: string;
  readonly write: (path: string, content: string | Uint8Array) => Promise<void>;
  /** Writes so many different pictures. */
  readonly pictures: (count: number) => Promise<void>;
}

/** Bulk jobs on real parts, for one tenant. */
export class JobLab {
  readonly tenant = 'default';
  readonly platform: TestPlatform;
  readonly #prefix = randomUUID();
  #next = 0;
  #running: { jobs: JobRunner; queue: Queue } | undefined;

  readonly #redis: string | undefined;

  private constructor(platform: TestPlatform, redis: string | undefined) {
    this.platform = platform;
    this.#redis = redis;
  }

  /** @param redis - keeps the queue on this server; absent: on that of the test run, or embedded */
  static async open(redis: string | undefined = SERVERS.redis): Promise<JobLab> {
    return new JobLab(await openTestPlatform(), redis);
  }

  /** The queue of the runner that was started last. */
  get queue(): Queue {
    if (this.#running === undefined) throw new Error('Nothing was started.');
    return this.#running.queue;
  }

  async fresh(): Promise<FreshSource> {
    const collection = `c${this.#next++}`;
    const write = async (path: string, content: string | Uint8Array): Promise<void> => {
      const file = join(this.platform.importRoot, collection, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    };
    const pictures = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) await write(pictureName(n), picture(n));
    };
    return { collection, write, pictures };
  }

  /** Starts a runner with a queue of its own, as a process does. One at a time. */
  async start(options: Partial<IngestOptions> = {}): Promise<JobRunner> {
    const { ledger } = this.platform;
    const queue = await openTestQueue(ledger, this.#redis, this.#prefix);
    await queue.start();
    const { jobs } = await openIngest({
      ...this.platform,
      queue,
      chunkSize: 8,
      reconcileSeconds: 1,
      ...options,
    });
    await jobs.start();
    this.#running = { jobs, queue };
    return jobs;
  }

  /** Stops what was started; jobs stay as they are. */
  async stop(): Promise<void> {
    const { jobs, queue } = this.#running ?? {};
    this.#running = undefined;
    await jobs?.stop();
    await queue?.stop();
  }

  /** Waits until a job satisfies a condition; every view on the way is handed to `seen`. */
  async until(
    jobs: JobRunner,
    id: string,
    condition: (job: JobView) => boolean,
    seen: (job: JobView) => void = () => undefined,
  ): Promise<JobView> {
    for await (const job of jobs.events(this.tenant, id)) {
      seen(job);
      if (condition(job)) return job;
    }
    throw new Error('The job ended before the condition came true.');
  }

  /** The ids of a collection; throws unless ledger and vector store hold the same items with the same content. */
  async settledIds(collection: string): Promise<string[]> {
    const { ledger, store } = this.platform;
    const rows = await ledger.items.page(this.tenant, collection, undefined, 10_000);
    const points = await store.page(this.space(collection), 10_000);
    const inLedger = rows.map((row) => `${row.state} ${row.id} ${row.contentHash}`).sort();
    const inStore = points.map((point) => `indexed ${point.itemId} ${point.contentHash}`).sort();
    if (JSON.stringify(inLedger) !== JSON.stringify(inStore)) {
      throw new Error(`Ledger and store differ:\n${inLedger.join('\n')}\n---\n${inStore.join('\n')}`);
    }
    return rows.map((row) => row.id);
  }

  space(collection: string): VectorSpaceKey {
    return { tenant: this.tenant, collection, pack: this.platform.encoder.pack.id };
  }

  async close(): Promise<void> {
    await this.stop();
    await this.platform.close();
  }
}

/** The queue on a Redis server where there is one, else on the embedded ledger. @param prefix - what its keys on the server begin with */
export function openTestQueue(
  ledger: Ledger,
  redis: string | undefined = SERVERS.redis,
  prefix: string = randomUUID(),
): Promise<Queue> {
  return redis === undefined
    ? openPgBossQueue({ database: ledger.embedded, pollSeconds: 0.1, retryDelaySeconds: 1 })
    : openBullQueue({ url: redis, prefix, retryDelaySeconds: 1 });
}

/** Condition for {@link JobLab.until}. */
export function inState(state: JobState): (job: JobView) => boolean {
  return (job) => job.state === state;
}

/** File name of the n-th picture. */
export function pictureName(n: number): string {
  return `${String(n).padStart(4, '0')}.png`;
}

/** The names of so many pictures. */
export function pictureNames(count: number): string[] {
  return Array.from({ length: count }, (_, n) => pictureName(n));
}

/** The n-th picture: no two are alike. */
export function picture(n: number): Buffer {
  return png([n % 256, (n * 7) % 256, (n * 31) % 256], 16, 16, `picture ${n}`);
}
