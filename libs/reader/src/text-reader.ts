import { AppError } from '@unseen/domain';
import { WorkerThread } from '@unseen/encoder';
import type { ExecutionProvider } from '@unseen/encoder/worker-runtime';
import type { ReaderPack } from './pack/load-reader-pack.ts';
import type { Raster } from './raster.ts';
import type { ReaderSetup, ReadingJob, ReadingResult, ReadWord } from './worker/protocol.ts';

/** How to make a reader. */
export interface TextReaderOptions {
  readonly pack: ReaderPack;
  /** Where to run; never replaced by another. Default `cpu`. */
  readonly provider?: ExecutionProvider;
  /** Which device of an accelerator. Default 0. */
  readonly deviceId?: number;
}

/**
 * Reads what is written in pictures, in a worker thread that begins with the first picture, gives way to all other work, and holds
 * memory until {@link TextReader.rest}.
 */
export class TextReader {
  /** `name@version` of its pack. */
  readonly id: string;
  readonly #setup: ReaderSetup;
  #thread: Promise<WorkerThread<ReadingJob, ReadingResult>> | undefined;
  #closed = false;

  constructor({ pack, provider = 'cpu', deviceId = 0 }: TextReaderOptions) {
    this.id = pack.id;
    const { detector, recognizer } = pack.manifest;
    this.#setup = {
      manifest: { detector, recognizer },
      paths: pack.paths,
      session: { provider, deviceId, threads: 1 },
    };
  }

  /** Whether its thread runs, and holds memory. */
  get awake(): boolean {
    return this.#thread !== undefined;
  }

  /**
   * Whether there is anything to read in a picture, at a fraction of the cost of reading it. Small letters may be passed over.
   * @param picture - with {@link LOOK_EDGE} pixels at its longer edge; its pixels move to the thread: do not use them afterwards
   * @throws as {@link read}
   */
  async look(picture: Raster): Promise<boolean> {
    return (await this.#run({ task: 'look', picture })).seen;
  }

  /**
   * Reads the words of a picture; pictures are read one after another.
   * @param picture - its pixels move to the thread: do not use them afterwards
   * @throws AppError `encoder_failed` when the thread died of the picture (it is started again), `pack_invalid`,
   * `execution_provider_unavailable`, `shutting_down`
   */
  async read(picture: Raster): Promise<readonly ReadWord[]> {
    return (await this.#run({ task: 'read', picture })).words;
  }

  async #run(job: ReadingJob): Promise<ReadingResult> {
    if (this.#closed) throw new AppError('shutting_down', 'The text reader was closed');
    this.#thread ??= this.#start();
    const thread = await this.#thread;
    const { result } = await thread.run(job, [job.picture.rgb.buffer as ArrayBuffer]);
    return result;
  }

  /** Ends the thread, if it runs, and gives its memory back; the next picture starts another one. */
  async rest(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await (await thread?.catch(() => undefined))?.close();
  }

  /** Ends the thread for good; what is being read fails with `shutting_down`. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.rest();
  }

  async #start(): Promise<WorkerThread<ReadingJob, ReadingResult>> {
    const entry = new URL('./worker/worker', import.meta.url);
    const thread = new WorkerThread<ReadingJob, ReadingResult>({
      entry,
      setup: this.#setup,
      name: 'text reader',
    });
    try {
      await thread.start();
      return thread;
    } catch (error) {
      // Begun anew for the next picture: what was in the way, such as memory, may be gone.
      this.#thread = undefined;
      throw error;
    }
  }
}
