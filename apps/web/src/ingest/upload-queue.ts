import { type NewItem, type AddedItem, UnseenError } from '@unseen/client';

/** What is said of a picture besides what is in it. */
export interface Said {
  readonly captions: readonly string[];
  readonly metadata: NonNullable<NewItem['metadata']>;
}

/** A picture to add. */
export interface Upload {
  readonly file: File;
  /** Its path in the folder that was chosen. */
  readonly id: string;
  /** Its path in what was dropped: what the reader knows it by. */
  readonly path: string;
  readonly said: Said;
  /** The file, or the folder dropped with it, where the browser lets the page come back to it. */
  readonly source?: FileSystemHandle;
  /** What it is remembered by until it is sent. */
  readonly key?: string;
}

/** A file that was refused. */
export interface UploadFailure {
  readonly path: string;
  readonly reason: string;
  readonly code: string;
}

/** How far the uploads have come. */
export interface UploadProgress {
  /** Where the files that were added last go. */
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
/** A picture on its way, and where to. */
type Addressed = Upload & { readonly collection: string };
/** What was refused, with what to send again where that may help. */
type Refused = UploadFailure & { readonly upload?: Addressed };

/** Enough to keep the encoder busy, few enough to stop quickly. */
const PARALLEL = 4;

/** Sends files to the platform, some at a time; takes more while it works, and goes on while the reader looks at other pages. */
export class UploadQueue {
  #waiting: Addressed[] = [];
  #running = 0;
  #state: UploadProgress['state'] = 'done';
  #done = 0;
  #known = 0;
  #total = 0;
  #failures: Refused[] = [];
  #workedMs = 0;
  #since = 0;
  #collection = '';
  readonly #send: Send;
  readonly #changed: (progress: UploadProgress) => void;
  readonly #ended: (uploads: readonly Upload[]) => void;

  /**
   * @param changed - told after every change
   * @param ended - told of files that need not be sent any more: they are, were refused for good, or nobody wants them
   */
  constructor(
    send: Send,
    changed: (progress: UploadProgress) => void,
    ended: (uploads: readonly Upload[]) => void = () => undefined,
  ) {
    this.#send = send;
    this.#changed = changed;
    this.#ended = ended;
  }

  /** Whether closing the page would lose something. */
  get open(): boolean {
    return this.#running > 0 || this.#waiting.length > 0;
  }

  /**
   * Adds pictures behind those that wait. Counting begins anew when nothing was under way.
   *
   * @param failures - what was found wrong while they were read
   */
  add(uploads: readonly Upload[], collection: string, failures: readonly UploadFailure[] = []): void {
    if (!this.open) {
      this.#total = this.#done = this.#known = this.#workedMs = 0;
      this.#failures = [];
    }
    this.#collection = collection;
    this.#total += uploads.length + failures.length;
    this.#failures.push(...failures);
    this.#waiting.push(...uploads.map((upload) => ({ ...upload, collection })));
    if (this.#state === 'running') this.#fill();
    else if (this.#state !== 'paused') this.start();
    else this.#tell();
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
    this.#ended(this.#waiting);
    this.#waiting = [];
    this.#stop('cancelled');
  }

  /** Sends what failed again; what could not be read stays a failure. */
  retry(): void {
    this.#waiting.push(...this.#failures.flatMap(({ upload }) => upload ?? []));
    this.#failures = this.#failures.filter(({ upload }) => upload === undefined);
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
    if (this.#state === 'running' && !this.open) this.#stop('done');
    else this.#tell();
  }

  async #one(upload: Addressed): Promise<void> {
    const { file, id, path, collection, said } = upload;
    try {
      const { captions, metadata } = said;
      const added = await this.#send({
        id,
        collection,
        image: file,
        ...(captions.length > 0 && { captions: [...captions] }),
        ...(Object.keys(metadata).length > 0 && { metadata }),
      });
      this.#done++;
      if (!added.created) this.#known++;
      this.#ended([upload]);
    } catch (error) {
      const code = error instanceof UnseenError ? error.code : 'unreadable';
      const reason = error instanceof Error ? error.message : String(error);
      this.#failures.push({ path, reason, code, upload });
      // Nobody there: keep the rest waiting instead of failing every one of them.
      if (code === 'unreachable' || code === 'unauthorized') this.pause();
      else this.#ended([upload]);
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
      failures: this.#failures.map(({ path, reason, code }) => ({ path, reason, code })),
      perSecond,
      secondsLeft:
        this.#state === 'running' && perSecond > 0 ? (this.#total - through) / perSecond : undefined,
    });
  }
}
