import { LRUCache } from 'lru-cache';

/** Milliseconds a source may take where an answer of it is known, before that answer is used. */
const PATIENCE_MS = 2_000;
/** Milliseconds between two tries of a source that is away. */
const RETRY_MS = 1_000;

/** When answers of a source are used that is away. */
export interface KnownAnswersOptions {
  /** Milliseconds after it was read for which an answer may be used; 0: never. */
  readonly keptMs: number;
  /** Whether what a read throws means that the source is away; anything else is the caller's. */
  readonly isAway: (error: unknown) => boolean;
  /** Hears of each answer that is used in place of the source, and of which kind it is. */
  readonly onUse?: (kind: string) => void;
  readonly patienceMs?: number;
  readonly retryMs?: number;
}

interface Known<T> {
  readonly value: T;
  /** When it was read, in milliseconds since the epoch. */
  readonly at: number;
}

/** One kind of answer. */
export interface KnownKind<T> {
  /**
   * What the source says, or what it last said while it is away.
   * @throws what `read` throws, where nothing is known or it is too old
   */
  get(key: string, read: () => Promise<T>): Promise<T>;
  /** Whether an answer is known that could be used for a while: more than half of its time is left. */
  knows(key: string): boolean;
}

/**
 * What a source last answered, for while it is away: every question goes to the source as long as it answers. Once it does not, what is
 * known is used at once, and the source is tried about once a second, whoever asks.
 */
export class KnownAnswers {
  readonly #options: Required<KnownAnswersOptions>;
  /** Not before then is the source tried again; undefined: it answers. */
  #tryAt: number | undefined;

  constructor(options: KnownAnswersOptions) {
    this.#options = { onUse: () => undefined, patienceMs: PATIENCE_MS, retryMs: RETRY_MS, ...options };
  }

  /** Whether the source did not answer when it was last asked. */
  get isAway(): boolean {
    return this.#tryAt !== undefined;
  }

  /** @param name - for whoever hears of its use @param max - answers kept, the least used dropped first */
  kind<T>(name: string, max: number): KnownKind<T> {
    const kept = new LRUCache<string, Known<T>>({ max });
    const { keptMs } = this.#options;
    return {
      get: (key, read) => this.#get(name, kept, key, read),
      knows: (key) => Date.now() - (kept.peek(key)?.at ?? -Infinity) < keptMs / 2,
    };
  }

  async #get<T>(
    name: string,
    kept: LRUCache<string, Known<T>>,
    key: string,
    read: () => Promise<T>,
  ): Promise<T> {
    const { keptMs, patienceMs, retryMs, isAway, onUse } = this.#options;
    const known = kept.get(key);
    const usable = known !== undefined && Date.now() - known.at < keptMs;
    const use = () => {
      onUse(name);
      return known!.value;
    };
    if (usable && this.#tryAt !== undefined && Date.now() < this.#tryAt) return use();
    const wasAway = this.#tryAt !== undefined;
    if (wasAway) this.#tryAt = Date.now() + retryMs;
    const asked = read().then(
      (value) => {
        // That there is nothing is not kept: many who ask for what is not there would drive out what is.
        if (value === undefined) kept.delete(key);
        else kept.set(key, { value, at: Date.now() });
        this.#tryAt = undefined;
        return value;
      },
      (error: unknown) => {
        if (isAway(error)) this.#tryAt = Date.now() + retryMs;
        throw error;
      },
    );
    if (!usable) return asked;
    const slow = new AbortController();
    try {
      // Who asks a source that was away need not wait for it: the next one learns that it is back.
      const late = pause(wasAway ? 0 : patienceMs, slow.signal).then(() => LATE);
      const first = await Promise.race([asked, late]);
      if (first !== LATE) return first as T;
      this.#tryAt ??= Date.now() + retryMs;
      return use();
    } catch (error) {
      if (!isAway(error)) throw error;
      return use();
    } finally {
      slow.abort();
      asked.catch(() => undefined);
    }
  }
}

const LATE = Symbol('late');

function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    ended.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
