import type { TextEncoding } from '@unseen/contracts';
import { LRUCache } from 'lru-cache';

/** Encodes one text at once, ahead of bulk work. */
export type EncodeText = (text: string) => Promise<TextEncoding>;

/**
 * Text encodings, the most recently used kept within a bound of bytes. The same text asked for several times at once is
 * encoded once. A failed encoding is not kept.
 */
export class TextEncodings {
  readonly #encode: EncodeText;
  readonly #kept: LRUCache<string, TextEncoding>;
  readonly #underWay = new Map<string, Promise<TextEncoding>>();

  /** @param maxBytes - of the arrays and words kept */
  constructor(encode: EncodeText, maxBytes: number) {
    this.#encode = encode;
    this.#kept = new LRUCache({ maxSize: maxBytes, sizeCalculation: sizeOf });
  }

  /** The encoding of a text. It is shared: do not write into its arrays or transfer them. */
  async get(text: string): Promise<TextEncoding> {
    const key = text.normalize('NFC');
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const encoding = this.#encodeAndKeep(key);
    this.#underWay.set(key, encoding);
    return encoding;
  }

  /** Texts and bytes kept now. */
  get size(): { texts: number; bytes: number } {
    return { texts: this.#kept.size, bytes: this.#kept.calculatedSize };
  }

  async #encodeAndKeep(key: string): Promise<TextEncoding> {
    try {
      const encoding = await this.#encode(key);
      this.#kept.set(key, encoding);
      return encoding;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

/** Bytes an entry holds: its arrays, and about two bytes a character for its key and its words. */
function sizeOf(encoding: TextEncoding, key: string): number {
  const arrays = encoding.global.byteLength + encoding.tokens.byteLength + encoding.weights.byteLength;
  const words = encoding.words.reduce((sum, word) => sum + 2 * word.text.length + 8 * word.tokens.length, 0);
  return arrays + words + 2 * key.length;
}
