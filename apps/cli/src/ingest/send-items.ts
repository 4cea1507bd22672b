import { addItems, type AddedItem, type JobFailure, type Unseen, UnseenError } from '@unseen/client';
import { AppError, isAppError } from '@unseen/domain';
import type { SourceReader } from '@unseen/ingest';
import { basename } from 'node:path';
import { styleText } from 'node:util';
import { exitCodeOf } from '../output/exit-code.ts';
import { allPrintable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';

/** What an item is made of. */
export interface ItemContent {
  readonly image?: Uint8Array<ArrayBuffer>;
  readonly captions?: readonly string[];
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
  /** What was read to find them: says what is no item, and why there is none. */
  readonly found?: Pick<SourceReader, 'passedOver' | 'emptyBecause'>;
  /** Ask whether an item is there before its content is got: for content that is far away. */
  readonly passOver: boolean;
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
  const { items, total, passOver, found } = sending;
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
        failures.push({ id: item.id, code: error.code, reason: error.message });
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
function sender(unseen: Unseen, { collection = 'default', passOver }: Sending) {
  return async ({ id, load }: OutgoingItem, { signal }: { signal: AbortSignal }): Promise<AddedItem> => {
    if (passOver && (await isThere(unseen, id, collection)))
      return { id, collection, status: 'indexed', created: false };
    const { image, captions = [], metadata } = await load().catch(asItsOwn);
    const picture = image && new File([image], basename(id));
    return unseen.addItem({ id, collection, captions: [...captions], metadata, image: picture }, { signal });
  };
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
