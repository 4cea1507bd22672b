import {
  addItems,
  type AddedItem,
  type ItemOperation,
  type JobFailure,
  type Unseen,
  UnseenError,
} from '@unseen/client';
import { AppError, type DuplicatePolicy, isAppError } from '@unseen/domain';
import type { SourceReader } from '@unseen/ingest';
import { basename } from 'node:path';
import { styleText } from 'node:util';
import { exitCodeOf } from '../output/exit-code.ts';
import { allPrintable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';

/** What an item is made of. */
export interface ItemContent {
  /** The bytes of its picture, or the web address the platform fetches it from. */
  readonly image?: Uint8Array<ArrayBuffer> | URL;
  readonly captions?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** An item to send; its content is got when its turn comes. */
export interface OutgoingItem {
  /** Absent: made from the content. */
  readonly id?: string;
  /** What names it where it has no id. */
  readonly name?: string;
  /** @throws AppError when there is something wrong with this item alone */
  readonly load: () => Promise<ItemContent>;
  /** Called once it is in or refused, before the next is asked for. */
  readonly over?: () => Promise<void>;
}

/** What to send, and how. */
export interface Sending {
  readonly items: AsyncIterable<OutgoingItem>;
  /** How many there are; null: nobody knows. */
  readonly total: number | null;
  readonly collection?: string;
  /** What was read to find them: says what is no item, and why there is none. */
  readonly found?: Pick<SourceReader, 'passedOver' | 'emptyBecause'>;
  /** What to do with an item that is there already. `skip` asks before its content is got. Default `update`. */
  readonly duplicates?: DuplicatePolicy;
}

/** How it is told. */
export interface Telling {
  readonly json: boolean;
  /** Failures that still count as done. */
  readonly maxFailures?: number;
}

/** How it went. */
interface Sent {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  /** The first of them. */
  readonly failures: readonly JobFailure[];
  /** Files that are no pictures, and how many there are of each kind. */
  readonly passedOver?: number;
  readonly passedOverByKind?: Readonly<Record<string, number>>;
}

/** Failures listed by name: as JSON, and for people. */
const MAX_LISTED = 1_000;
const MAX_SHOWN = 10;

/**
 * Sends items one by one, a few at a time, says how it went and sets the exit code. What is wrong with one item stops
 * no other; a platform or a source that is gone for longer than a restart stops all.
 */
export async function sendItems(
  unseen: Unseen,
  sending: Sending,
  { json, maxFailures }: Telling,
): Promise<void> {
  const { items, total, found } = sending;
  const passOver = sending.duplicates === 'skip';
  const progress = new Progress({ bar: !json });
  const started = performance.now();
  const failures: JobFailure[] = [];
  let sent: Sent = { total: 0, done: 0, skipped: 0, failed: 0, failures };
  try {
    for await (const { item, error, progress: count } of addItems(sender(unseen, sending), items)) {
      const { added, there, failed } = count;
      const handled = added + there + failed;
      sent = {
        total: handled,
        done: passOver ? added : added + there,
        skipped: passOver ? there : 0,
        failed,
        failures,
      };
      if (error !== undefined && failures.length < MAX_LISTED)
        failures.push({ id: item.id ?? item.name ?? '', code: error.code, reason: error.message });
      await item.over?.();
      const itemsPerSecond = handled / ((performance.now() - started) / 1000);
      const etaSeconds = total === null ? null : Math.max(0, total - handled) / itemsPerSecond;
      progress.show({ ...sent, total, itemsPerSecond, etaSeconds });
    }
  } finally {
    progress.stop();
  }
  if (sent.total === 0 && found !== undefined) throw new AppError('source_invalid', found.emptyBecause());
  const kinds = found?.passedOver?.kinds;
  if (kinds !== undefined) {
    const passedOver = Object.values(kinds).reduce((sum, count) => sum + count, 0);
    sent = { ...sent, passedOver, passedOverByKind: kinds };
  }
  if (json) console.log(JSON.stringify(sent));
  else show(allPrintable(sent));
  process.exitCode = exitCodeOf(sent, maxFailures);
}

function show({ total, done, skipped, failed, failures, passedOver = 0, passedOverByKind = {} }: Sent): void {
  const there = skipped === 0 ? '' : `, ${skipped} there already`;
  console.log(`${done} of ${total} items sent${there}, ${failed} refused`);
  if (passedOver > 0) {
    const kinds = Object.entries(passedOverByKind).map(([kind, count]) => `${count} ${kind}`);
    console.log(styleText('dim', `  ${passedOver} other files passed over: ${kinds.join(', ')}`));
  }
  for (const { code, id, reason } of failures.slice(0, MAX_SHOWN))
    console.log(`  ${styleText('red', code)} ${id}: ${reason}`);
  if (failed > MAX_SHOWN)
    console.log(
      styleText('dim', `  and ${failed - MAX_SHOWN} more; up to ${MAX_LISTED} of them with --json`),
    );
}

/** Sends one item: gets its content when its turn comes, or leaves it out when it is there. */
function sender(unseen: Unseen, { collection = 'default', duplicates = 'update' }: Sending) {
  return async ({ id, load }: OutgoingItem, { signal }: { signal: AbortSignal }): Promise<AddedItem> => {
    if (duplicates === 'skip' && id !== undefined && (await isThere(unseen, id, collection)))
      return { id, collection, status: 'indexed', created: false };
    const { image, captions = [], metadata } = await load().catch(asItsOwn);
    const fields = { captions: [...captions], metadata };
    if (image instanceof URL) {
      const op = duplicates === 'replace' ? 'upsert' : 'create';
      return sendAddress(unseen, collection, { op, id, image: image.href, ...fields });
    }
    const picture = image && new File([image], basename(id ?? 'picture'));
    if (duplicates === 'replace' && id !== undefined) {
      const { created } = await unseen.putItem(id, { ...fields, image: picture }, { collection, signal });
      return { id, collection, status: 'indexed', created };
    }
    try {
      return await unseen.addItem({ id, collection, ...fields, image: picture }, { signal });
    } catch (error) {
      if (id === undefined || !(error instanceof UnseenError) || error.code !== 'item_conflict') throw error;
      // What a source does not say of an item stays as it is.
      const said = { ...(captions.length > 0 && { captions: fields.captions }), metadata };
      await unseen.updateItem(id, { ...said, image: picture }, { collection, signal });
      return { id, collection, status: 'indexed', created: false };
    }
  };
}

/** Sends an item whose picture the platform fetches. */
async function sendAddress(unseen: Unseen, collection: string, operation: ItemOperation): Promise<AddedItem> {
  const [result] = await unseen.writeItems([operation], collection);
  const { id, status, error } = result!;
  if (error !== undefined) throw new UnseenError({ ...error, status: 422 });
  return { id: id!, collection, status: 'indexed', created: status === 'added' };
}

async function isThere({ http }: Unseen, id: string, collection: string): Promise<boolean> {
  try {
    await http.GET('/v1/items/{id}', { params: { path: { id }, query: { collection } } });
    return true;
  } catch (error) {
    // What else is wrong will show when the item is sent.
    if (error instanceof UnseenError && error.code !== 'unreachable') return false;
    throw error;
  }
}

/** What is wrong with the content of one item is that item's failure; what is wrong with the source ends all. */
function asItsOwn(error: unknown): never {
  if (isAppError(error) && error.status < 500 && !error.code.startsWith('source_'))
    throw new UnseenError({ code: error.code, status: error.status, detail: error.message }, error);
  throw error;
}
