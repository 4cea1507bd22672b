import type { TextEncoding } from '@unseen/domain';
import { LRUCache } from 'lru-cache';
import { SharedWork } from '@unseen/concurrency';

/** Encodes one text at once, ahead of bulk work, unless the signal is aborted while it waits for its turn. */
export type EncodeText = (text: string, signal: AbortSignal) => Promise<TextEncoding>;

/**
 * Text encodings, the most recently used kept within a bound of bytes. The same text asked for several times at once is
 * encoded once, and not at all when everyone who asked left before it was its turn. A failed encoding is not kept.
 */
export class TextEncodings {
  readonly #encode: EncodeText;
  readonly #kept: LRUCache<string, TextEncoding>;
  readonly #underWay = new Map<string, SharedWork<TextEncoding>>();

  /** @param maxBytes - of the arrays and words kept */
  constructor(encode: EncodeText, maxBytes: number) {
    this.#encode = encode;
    this.#kept = new LRUCache({ maxSize: maxBytes, sizeCalculation: sizeOf });
  }

  /**
   * The encoding of a text. It is shared: do not write into its arrays or transfer them.
   * @param signal - aborted when the caller leaves
   * @throws what the encoder throws, or the reason of the signal
   */
  async get(text: string, signal?: AbortSignal): Promise<TextEncoding> {
    const key = text.normalize('NFC');
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay.wait(signal);
    signal?.throwIfAborted();
    const work = new SharedWork((calledOff) => this.#encodeAndKeep(key, calledOff));
    this.#underWay.set(key, work);
    return work.wait(signal);
  }

  /** Texts and bytes kept now. */
  get size(): { texts: number; bytes: number } {
    return { texts: this.#kept.size, bytes: this.#kept.calculatedSize };
  }

  async #encodeAndKeep(key: string, calledOff: AbortSignal): Promise<TextEncoding> {
    const forget = () => this.#underWay.delete(key);
    // Whoever asks from then on begins anew.
    calledOff.addEventListener('abort', forget);
    try {
      const encoding = await this.#encode(key, calledOff);
      this.#kept.set(key, encoding);
      return encoding;
    } finally {
      if (!calledOff.aborted) forget();
    }
  }
}

/** Bytes an entry holds: its arrays, and about two bytes a character for its key and its words. */
function sizeOf(encoding: TextEncoding, key: string): number {
  const arrays = encoding.global.byteLength + encoding.tokens.byteLength + encoding.weights.byteLength;
  const words = encoding.words.reduce((sum, word) => sum + 2 * word.text.length + 8 * word.tokens.length, 0);
  return arrays + words + 2 * key.length;
}
