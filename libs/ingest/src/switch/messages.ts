import type { ItemKey, Queue, SendOptions } from '@unseen/domain';

/** Asks for some items to be embedded under the pack a switch goes to. */
export interface ReembedMessage {
  /** Id of the switch; of one that is over, nothing is done. */
  readonly switchId: number;
  readonly keys: readonly ItemKey[];
}

/** Messages handed to the queue at once. */
const AT_ONCE = 100;

/** Sends portions of items to be embedded. Sending one that still waits is a no-op. */
export async function sendReembed(queue: Queue, messages: readonly ReembedMessage[]): Promise<void> {
  for (let start = 0; start < messages.length; start += AT_ONCE) {
    await queue.send('reembed', messages.slice(start, start + AT_ONCE), keyOptions);
  }
}

function keyOptions({ switchId, keys }: ReembedMessage): SendOptions {
  return { key: JSON.stringify([switchId, keys[0]]) };
}
