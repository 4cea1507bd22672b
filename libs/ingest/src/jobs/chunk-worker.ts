import type { EntryFailure } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import { ingestChunk, type ChunkSetting } from '../items/ingest-chunk.ts';
import { timed, type ItemsEvent, type StageObserver } from '../items/ingest-stages.ts';
import { SharedReads } from '@unseen/concurrency';
import type { JobBus } from './job-bus.ts';
import type { ChunkMessage } from './messages.ts';
import type { PictureProbe } from './picture-probe.ts';

/** After so many attempts that came to nothing, the pictures of a chunk are tried one by one, out of harm's way. */
export const MAX_ATTEMPTS = 3;

/** What a chunk worker works with. */
export interface ChunkWorkerParts {
  readonly ledger: Ledger;
  readonly bus: JobBus;
  readonly setting: ChunkSetting;
  readonly probe: PictureProbe;
  readonly observe?: (event: ItemsEvent) => void;
  readonly onStage?: StageObserver;
}

/** Takes in chunks. */
export class ChunkWorker {
  readonly #parts: ChunkWorkerParts;
  readonly #chunks = new SharedReads<void>();

  constructor(parts: ChunkWorkerParts) {
    this.#parts = parts;
  }

  /**
   * Takes in the chunk a message names, unless it is finished, in the works, or its job does not run. A chunk that was
   * begun is brought to its end even when its job is cancelled: its vectors may be written already.
   *
   * @throws AppError when a part of the platform is away: deliver the message again later
   */
  async handle(message: ChunkMessage, signal: AbortSignal): Promise<void> {
    const { tenant, jobId, seq } = message;
    await this.#chunks.get(`${jobId}:${seq}`, () => this.#take(message, signal));
    await this.settle(tenant, jobId);
    this.#parts.bus.changed(jobId);
  }

  /** Drops the chunks of a cancelled job once none is begun and unfinished. */
  async settle(tenant: string, jobId: string): Promise<void> {
    const { ledger } = this.#parts;
    if (this.#chunks.isRunning(`${jobId}:`)) return;
    if ((await ledger.jobs.get(tenant, jobId))?.state !== 'cancelled') return;
    const pending = await ledger.chunks.listPending(jobId);
    if (pending.every(({ attempts }) => attempts === 0) && !this.#chunks.isRunning(`${jobId}:`)) {
      await this.#removeUnused(await ledger.chunks.discard(jobId));
    }
  }

  async #take({ tenant, jobId, seq }: ChunkMessage, signal: AbortSignal): Promise<void> {
    const { ledger, setting, probe, observe, onStage } = this.#parts;
    const [job, chunk] = await Promise.all([ledger.jobs.get(tenant, jobId), ledger.chunks.get(jobId, seq)]);
    if (job === undefined || chunk === undefined) return;
    const begun = job.state === 'cancelled' && chunk.attempts > 0;
    if (job.state !== 'running' && job.state !== 'queued' && !begun) return;
    const attempts = await ledger.chunks.beginAttempt(jobId, seq);
    if (attempts === 0) return;
    const refused: ReadonlyMap<number, EntryFailure> =
      attempts > MAX_ATTEMPTS
        ? await probe.tryEach(tenant, chunk.entries, signal)
        : new Map<number, EntryFailure>();
    const work = {
      jobId,
      tenant,
      collection: job.collection,
      duplicates: job.duplicates,
      entries: chunk.entries,
      refused,
      signal,
    };
    try {
      await ingestChunk(setting, work, async (result) => {
        if (!(await timed(onStage, 'record', () => ledger.chunks.finish(jobId, seq, result)))) return;
        observe?.({
          done: result.added + result.updated,
          failed: result.failures.length,
          skipped: result.unchanged + result.left,
        });
      });
    } catch (error) {
      // This process lives: whatever was away, the pictures did no harm. A ledger that is away counts the attempt.
      await ledger.chunks.takeBackAttempt(jobId, seq).catch(() => undefined);
      throw error;
    }
    // What an archive had stored for entries that were left alone, or are another picture's item now, nobody may show.
    await this.#removeUnused(
      chunk.entries.flatMap(({ image }) =>
        image?.kind === 'blob' ? [image.key.slice(image.key.lastIndexOf('/') + 1)] : [],
      ),
    );
  }

  async #removeUnused(hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return;
    const { ledger, setting } = this.#parts;
    for (const hash of await ledger.pictures.unused(hashes))
      await setting.pipeline.pictures.removeUnused(hash);
  }
}
