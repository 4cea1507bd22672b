interface Submission<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Something that can be held still. */
export interface Lane {
  /** Runs something while nothing else runs in the lane. */
  exclusive<R>(run: () => Promise<R>): Promise<R>;
}

/**
 * Group commit: one writer, and whatever is submitted while it writes goes out together in the next commit. A lone
 * submission waits for nothing; fifty at once cost two commits instead of fifty. Submissions are committed in order.
 */
export class GroupWriter<T> implements Lane {
  readonly #commit: (items: readonly T[]) => Promise<void>;
  readonly #largestGroup: number;
  #waiting: Submission<T>[] = [];
  #tail: Promise<void> = Promise.resolve();
  #scheduled = false;

  /**
   * @param commit - makes items durable; when it rejects, every submission of the group rejects
   * @param largestGroup - items after which a group takes no further submission
   */
  constructor(commit: (items: readonly T[]) => Promise<void>, largestGroup: number) {
    this.#commit = commit;
    this.#largestGroup = largestGroup;
  }

  /** Resolves when the items are durable. */
  submit(items: readonly T[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, resolve, reject });
      this.#schedule();
    });
  }

  /** Runs something while no commit runs; commits submitted meanwhile wait. */
  exclusive<R>(run: () => Promise<R>): Promise<R> {
    const result = this.#tail.then(run);
    this.#tail = result.then(ignore, ignore);
    return result;
  }

  /** Resolves when everything submitted so far is settled. */
  async idle(): Promise<void> {
    while (this.#scheduled) await this.#tail;
    await this.#tail;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#tail = this.#tail.then(() => this.#commitNext());
  }

  async #commitNext(): Promise<void> {
    const group = this.#takeGroup();
    try {
      await this.#commit(group.flatMap((submission) => submission.items));
      for (const submission of group) submission.resolve();
    } catch (error) {
      for (const submission of group) submission.reject(error);
    }
    this.#scheduled = false;
    if (this.#waiting.length > 0) this.#schedule();
  }

  #takeGroup(): Submission<T>[] {
    let size = 0;
    let end = 0;
    while (
      end < this.#waiting.length &&
      (end === 0 || size + this.#waiting[end]!.items.length <= this.#largestGroup)
    ) {
      size += this.#waiting[end]!.items.length;
      end += 1;
    }
    return this.#waiting.splice(0, end);
  }
}

/** The lane goes on after a failure; whoever started the work gets the error. */
function ignore(): void {
  return undefined;
}
