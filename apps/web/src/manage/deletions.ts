import { unseen } from '../platform/client.ts';
import { changes } from '../platform/changes.ts';

/** Milliseconds in which a deletion can be taken back: nothing is sent before. */
const UNDO_MS = 8_000;
/** As many as one request takes. */
const MOST_IDS = 10_000;

interface Deletion {
  readonly collection: string;
  readonly ids: readonly string[];
  readonly timer: number;
}

/** What the page says of the last deletion. */
export interface DeletionState {
  /** Items that will be deleted in a moment. */
  readonly waiting: number;
  /** Another one after every change. */
  readonly turn: number;
  readonly error?: unknown;
}

const hidden = new Set<string>();
let waiting: Deletion | undefined;
let error: unknown;

const keyOf = (collection: string, id: string) => `${collection}/${id}`;
const { tell, use } = changes('unseen:deletions');

/** Whether an item is deleted, or about to be: no list shows it any more. */
export function isDeleted(collection: string, id: string): boolean {
  return hidden.has(keyOf(collection, id));
}

/** Whether any item is: else there is no need to look for one. */
export function hidesAny(): boolean {
  return hidden.size > 0;
}

/** An item is there (again): one that was deleted may have been added anew. */
export function isBack(collection: string, id: string): void {
  hidden.delete(keyOf(collection, id));
}

/** Hides items at once and puts them into the trash in a moment, unless that is taken back. */
export function deleteSoon(collection: string, ids: readonly string[]): void {
  deleteNow();
  error = undefined;
  for (const id of ids) hidden.add(keyOf(collection, id));
  waiting = { collection, ids, timer: window.setTimeout(() => deleteNow(), UNDO_MS) };
  window.addEventListener('pagehide', leave, { once: true });
  tell();
}

/** Takes the last deletion back. */
export function takeBack(): void {
  if (waiting === undefined) return;
  clearTimeout(waiting.timer);
  for (const id of waiting.ids) hidden.delete(keyOf(waiting.collection, id));
  waiting = undefined;
  tell();
}

/** Forgets what went wrong. */
export function dismissError(): void {
  error = undefined;
  tell();
}

// A page that is closed sends what waits: whoever deleted something does not stay to watch.
const leave = () => deleteNow(true);

function deleteNow(keepalive = false): void {
  if (waiting === undefined) return;
  const { collection, ids, timer } = waiting;
  clearTimeout(timer);
  waiting = undefined;
  tell();
  send(collection, ids, keepalive).catch((thrown: unknown) => {
    for (const id of ids) hidden.delete(keyOf(collection, id));
    error = thrown;
    tell();
  });
}

async function send(collection: string, ids: readonly string[], keepalive: boolean): Promise<void> {
  for (let at = 0; at < ids.length; at += MOST_IDS) {
    const body = { collection, ids: ids.slice(at, at + MOST_IDS), trash: true };
    await unseen.http.POST('/v1/items/delete', { body, keepalive });
  }
}

/** How the last deletion stands; draws anew when one begins, is taken back or fails. */
export function useDeletions(): DeletionState {
  const turn = use();
  return { waiting: waiting?.ids.length ?? 0, turn, error };
}
