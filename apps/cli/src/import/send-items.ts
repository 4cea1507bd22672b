import { addItems, type AddedItem, UnseenError } from '@unseen/client';
import { isAppError } from '@unseen/domain';
import { basename } from 'node:path';
import { styleText } from 'node:util';
import { type Api, fromClient, RequestError } from '../http/api.ts';
import { Progress } from '../output/progress.ts';

/** What an item is made of. */
export interface ItemContent {
  readonly image?: Uint8Array<ArrayBuffer>;
  readonly caption?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** An item to send; its content is got when its turn comes. */
export interface OutgoingItem {
  readonly id: string;
  /** @throws AppError when there is something wrong with this item alone */
  readonly load: () => Promise<ItemContent>;
}

/** What to send, and how. */
export interface Sending {
  readonly items: AsyncIterable<OutgoingItem>;
  /** How many there are; null: nobody knows. */
  readonly total: number | null;
  readonly collection?: string;
  /** Ask whether an item is there before its content is got: for content that is far away. */
  readonly passOver: boolean;
}

/** Failures listed by name. */
const MAX_LISTED = 1_000;

/**
 * Sends items one by one, a few at a time, and says how it went. What is wrong with one item stops no other; a platform
 * or a source that is gone for longer than a restart stops all.
 */
export async function sendItems(api: Api, sending: Sending, json: boolean): Promise<void> {
  const { items, total, passOver } = sending;
  const bar = new Progress(!json);
  const started = performance.now();
  const failures: { id: string; code: string; reason: string }[] = [];
  let count = { done: 0, skipped: 0, failed: 0 };
  const handled = () => count.done + count.skipped + count.failed;
  try {
    for await (const { item, error, progress } of addItems(sender(api, sending), items)) {
      const { added, there, failed } = progress;
      count = passOver
        ? { done: added, skipped: there, failed }
        : { done: added + there, skipped: 0, failed };
      if (error !== undefined && failures.length < MAX_LISTED)
        failures.push({ id: item.id, code: error.code, reason: error.message });
      const itemsPerSecond = handled() / ((performance.now() - started) / 1000);
      const etaSeconds = total === null ? null : Math.max(0, total - handled()) / itemsPerSecond;
      bar.show({ total, ...count, itemsPerSecond, etaSeconds });
    }
  } catch (error) {
    throw fromClient(error);
  } finally {
    bar.stop();
  }
  if (json) console.log(JSON.stringify({ total: handled(), ...count, failures }));
  else {
    const there = count.skipped === 0 ? '' : `, ${count.skipped} there already`;
    console.log(`${count.done} of ${handled()} items sent${there}, ${count.failed} refused`);
    for (const failure of failures.slice(0, 10)) {
      console.log(`  ${styleText('red', failure.code)} ${failure.id}: ${failure.reason}`);
    }
  }
}

/** Sends one item: gets its content when its turn comes, or passes over it. */
function sender(api: Api, { collection = 'default', passOver }: Sending) {
  const { client } = api;
  return async ({ id, load }: OutgoingItem, { signal }: { signal: AbortSignal }): Promise<AddedItem> => {
    if (passOver && (await isThere(api, id, collection)))
      return { id, collection, status: 'indexed', created: false };
    const { image, caption, metadata } = await load().catch(asItsOwn);
    const picture = image && new File([image], basename(id));
    return client.addItem({ id, collection, caption, metadata, image: picture }, { signal });
  };
}

async function isThere(api: Api, id: string, collection: string): Promise<boolean> {
  try {
    await api.send('GET', `/v1/items/${encodeURIComponent(id)}?collection=${encodeURIComponent(collection)}`);
    return true;
  } catch (error) {
    // What else is wrong will show when the item is sent.
    if (error instanceof RequestError && error.code !== 'unreachable') return false;
    throw error;
  }
}

/** What is wrong with the content of one item is that item's failure; what is wrong with the source ends all. */
function asItsOwn(error: unknown): never {
  if (isAppError(error) && error.status < 500 && !error.code.startsWith('source_'))
    throw new UnseenError({ code: error.code, status: error.status, detail: error.message }, error);
  throw error;
}
