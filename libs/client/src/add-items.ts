import type { AddedItem, NewItem } from './types.ts';
import { UnseenError } from './unseen-error.ts';

/** How to send many items. */
export interface AddItemsOptions {
  /** Items on their way at once. Default 4. */
  readonly parallel?: number;
  readonly signal?: AbortSignal;
}

/** How far an upload has come. */
export interface UploadProgress {
  readonly added: number;
  /** Items that were there already, with the same content. */
  readonly there: number;
  readonly failed: number;
  /** Bytes of the pictures that have arrived. */
  readonly bytes: number;
}

/** What became of one item of many. */
export interface ItemOutcome<T extends NewItem = NewItem> {
  readonly item: T;
  /** Absent when it was refused. */
  readonly result?: AddedItem;
  /** Why it was refused; it alone is at fault. */
  readonly error?: UnseenError;
  /** The upload as a whole, this item included. */
  readonly progress: UploadProgress;
}

/** What would fail every item alike: no answer, trouble on the other side, a key that may not, a limit on requests. */
const STOPS_ALL = (status: number) => status === 0 || status >= 500 || [401, 403, 429].includes(status);

/**
 * Sends items a few at a time and says what became of each, in the order they end in. Memory does not grow with their
 * number: the next is asked for when one has ended and been looked at.
 *
 * For items that are got when their turn comes: `Unseen.addItems` sends those that are at hand.
 *
 * @param add - sends one item; an `UnseenError` it throws is that item's, as long as its status is one of an item
 * @throws UnseenError when every further item would fail, too; what the items' iterator throws; the signal's reason
 */
export async function* addItems<T extends NewItem>(
  add: (item: T, options: { signal: AbortSignal }) => Promise<AddedItem>,
  items: Iterable<T> | AsyncIterable<T>,
  { parallel = 4, signal }: AddItemsOptions = {},
): AsyncGenerator<ItemOutcome<T>, void> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const ended = new AbortController();
  const over = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
  const underWay = new Set<Promise<void>>();
  const ready: ItemOutcome<T>[] = [];
  const progress = { added: 0, there: 0, failed: 0, bytes: 0 };

  const send = async (item: T): Promise<void> => {
    try {
      const result = await add(item, { signal: over });
      progress[result.created ? 'added' : 'there'] += 1;
      progress.bytes += item.image?.size ?? 0;
      ready.push({ item, result, progress: { ...progress } });
    } catch (error) {
      if (!(error instanceof UnseenError) || STOPS_ALL(error.status)) throw error;
      progress.failed += 1;
      ready.push({ item, error, progress: { ...progress } });
    }
  };
  const start = (item: T): void => {
    const sending: Promise<void> = send(item).finally(() => underWay.delete(sending));
    // Whoever waits hears of it; those that end after the first failure are heard by nobody.
    sending.catch(() => undefined);
    underWay.add(sending);
  };

  let exhausted = false;
  try {
    for (;;) {
      while (!exhausted && underWay.size < parallel) {
        const next = await source.next();
        if (next.done === true) exhausted = true;
        else start(next.value);
      }
      if (ready.length === 0) {
        if (underWay.size === 0) return;
        await Promise.race(underWay);
      }
      for (let outcome = ready.shift(); outcome !== undefined; outcome = ready.shift()) yield outcome;
    }
  } finally {
    ended.abort();
    await Promise.allSettled(underWay);
    if (!exhausted) await source.return?.();
  }
}
