import { type NewItem, type AddedItem, UnseenError } from '@unseen/client';

/** A file to add, and the path it has in what was dropped. */
export interface Upload {
  readonly file: File;
  readonly path: string;
}

/** A file that was refused. */
export interface UploadFailure extends Upload {
  readonly reason: string;
  readonly code: string;
}

/** How far the uploads have come. */
export interface UploadProgress {
  readonly collection: string;
  readonly state: 'running' | 'paused' | 'done' | 'cancelled';
  readonly total: number;
  /** Added or known already. */
  readonly done: number;
  readonly known: number;
  readonly failures: readonly UploadFailure[];
  readonly perSecond: number;
  readonly secondsLeft?: number;
}

type Send = (item: NewItem) => Promise<AddedItem>;

/** Enough to keep the encoder busy, few enough to stop quickly. */
const PARALLEL = 4;

/** Sends files to the platform, some at a time; goes on while the reader looks at other pages. */
export class UploadQueue {
  #waiting: Upload[];
  #running = 0;
  #state: UploadProgress['state'] = 'running';
  #done = 0;
  #known = 0;
  #total: number;
  #failures: UploadFailure[] = [];
  #workedMs = 0;
  #since = 0;
  readonly #send: Send;
  readonly #collection: string;
  readonly #changed: (progress: UploadProgress) => void;

  /** @param changed - told after every change */
  constructor(
    uploads: readonly Upload[],
    collection: string,
    send: Send,
    changed: (progress: UploadProgress) => void,
  ) {
    this.#waiting = [...uploads];
    this.#total = uploads.length;
    this.#collection = collection;
    this.#send = send;
    this.#changed = changed;
  }

  /** Starts, or goes on after a pause. */
  start(): void {
    this.#since = Date.now();
    this.#state = 'running';
    this.#fill();
  }

  /** Lets what is under way finish and starts nothing new. */
  pause(): void {
    this.#stop('paused');
  }

  /** Forgets what is waiting; what was added stays. */
  cancel(): void {
    this.#waiting = [];
    this.#stop('cancelled');
  }

  /** Sends what failed again. */
  retry(): void {
    this.#waiting.push(...this.#failures);
    this.#failures = [];
    this.start();
  }

  #stop(state: 'paused' | 'cancelled' | 'done'): void {
    if (this.#state === 'running') this.#workedMs += Date.now() - this.#since;
    this.#state = state;
    this.#tell();
  }

  #fill(): void {
    while (this.#state === 'running' && this.#running < PARALLEL && this.#waiting.length > 0) {
      const upload = this.#waiting.shift()!;
      this.#running++;
      void this.#one(upload).finally(() => {
        this.#running--;
        this.#fill();
      });
    }
    if (this.#state === 'running' && this.#running === 0 && this.#waiting.length === 0) this.#stop('done');
    else this.#tell();
  }

  async #one(upload: Upload): Promise<void> {
    const { file, path } = upload;
    try {
      // The id comes from the content: two folders may both hold an IMG_0001.jpg.
      const added = await this.#send({ collection: this.#collection, image: file, metadata: { file: path } });
      this.#done++;
      if (!added.created) this.#known++;
    } catch (error) {
      const code = error instanceof UnseenError ? error.code : 'unreadable';
      const reason = error instanceof Error ? error.message : String(error);
      this.#failures.push({ ...upload, reason, code });
      // Nobody there: keep the rest waiting instead of failing every one of them.
      if (code === 'unreachable' || code === 'unauthorized') this.pause();
    }
  }

  #tell(): void {
    const worked = (this.#workedMs + (this.#state === 'running' ? Date.now() - this.#since : 0)) / 1000;
    const through = this.#done + this.#failures.length;
    const perSecond = worked > 0 ? through / worked : 0;
    this.#changed({
      collection: this.#collection,
      state: this.#state,
      total: this.#total,
      done: this.#done,
      known: this.#known,
      failures: [...this.#failures],
      perSecond,
      secondsLeft:
        this.#state === 'running' && perSecond > 0 ? (this.#total - through) / perSecond : undefined,
    });
  }
}
