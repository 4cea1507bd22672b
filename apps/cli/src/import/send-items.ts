import { isAppError } from '@unseen/contracts';
import { basename } from 'node:path';
import { styleText } from 'node:util';
import { type Api, RequestError } from '../http/api.ts';
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

/** Items on their way at once. */
const PARALLEL = 4;
/** Failures listed by name. */
const MAX_LISTED = 1_000;

/**
 * Sends items one by one, a few at a time, and says how it went. What is wrong with one item stops no other; a platform
 * or a source that is gone stops all.
 */
export async function sendItems(api: Api, sending: Sending, json: boolean): Promise<void> {
  const { items, collection, passOver } = sending;
  const progress = new Progress(!json);
  const started = performance.now();
  const failures: { id: string; code: string; reason: string }[] = [];
  const count = { done: 0, skipped: 0, failed: 0 };
  const handled = () => count.done + count.skipped + count.failed;

  const send = async ({ id, load }: OutgoingItem): Promise<void> => {
    try {
      if (passOver && (await isThere(api, id, collection))) {
        count.skipped += 1;
        return;
      }
      await api.send('POST', '/v1/items', { form: formOf(id, await load(), collection) });
      count.done += 1;
    } catch (error) {
      if (!isOfOneItem(error)) throw error;
      count.failed += 1;
      if (failures.length < MAX_LISTED) failures.push({ id, code: error.code, reason: error.message });
    }
  };
  const work = async (): Promise<void> => {
    for await (const item of items) {
      await send(item);
      const rate = handled() / ((performance.now() - started) / 1000);
      const { total } = sending;
      const etaSeconds = total === null ? null : Math.max(0, total - handled()) / rate;
      progress.show({ total, ...count, itemsPerSecond: rate, etaSeconds });
    }
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL }, work));
  } finally {
    progress.stop();
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

async function isThere(api: Api, id: string, collection = 'default'): Promise<boolean> {
  try {
    await api.send('GET', `/v1/items/${encodeURIComponent(id)}?collection=${encodeURIComponent(collection)}`);
    return true;
  } catch (error) {
    // What else is wrong will show when the item is sent.
    if (error instanceof RequestError && error.code !== 'unreachable') return false;
    throw error;
  }
}

function isOfOneItem(error: unknown): error is { code: string; message: string } {
  if (error instanceof RequestError)
    return !['unreachable', 'unauthorized', 'forbidden'].includes(error.code);
  return isAppError(error) && error.status < 500 && !error.code.startsWith('source_');
}

function formOf(id: string, content: ItemContent, collection: string | undefined): FormData {
  const { image, caption, metadata } = content;
  const form = new FormData();
  form.set('id', id);
  if (collection !== undefined) form.set('collection', collection);
  if (image !== undefined) form.set('image', new File([image], basename(id)));
  if (caption !== undefined) form.set('caption', caption);
  if (metadata !== undefined) form.set('metadata', JSON.stringify(metadata));
  return form;
}
