import { extensionOf } from '@unseen/imaging/types';

/** Kinds that are told apart; the rest is counted together. */
const MAX_KINDS = 50;

/** Counts the files of a source that are no part of it, by kind, so that nothing is passed over in silence. */
export class PassedOver {
  readonly #kinds = new Map<string, number>();

  /** Counts a file by its extension. */
  add(path: string): void {
    const extension = extensionOf(path);
    this.count(extension === '' ? 'without extension' : `.${extension.slice(0, 20)}`);
  }

  /** Counts one of a kind of another name, such as `hidden`. */
  count(kind: string): void {
    const known = this.#kinds.has(kind) || this.#kinds.size < MAX_KINDS ? kind : 'others';
    this.#kinds.set(known, (this.#kinds.get(known) ?? 0) + 1);
  }

  /** Numbers by kind, most frequent first. */
  get kinds(): Record<string, number> {
    return Object.fromEntries([...this.#kinds].sort(([, a], [, b]) => b - a));
  }

  /** ` (214 files passed over: 200 .cr2, 14 .mov)`; empty when there were none. */
  toString(): string {
    const kinds = Object.entries(this.kinds);
    if (kinds.length === 0) return '';
    const total = kinds.reduce((sum, [, count]) => sum + count, 0);
    const named = kinds.slice(0, 8).map(([kind, count]) => `${count} ${kind}`);
    return ` (${total} ${total === 1 ? 'file' : 'files'} passed over: ${named.join(', ')})`;
  }
}
