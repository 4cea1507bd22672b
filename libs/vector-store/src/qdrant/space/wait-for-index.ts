import { setTimeout as sleep } from 'node:timers/promises';
import type { Calls } from '../connection/calls.ts';
import type { SpaceAddress } from './space-address.ts';

const LOOK_EVERY_MS = 200;
const LONGEST_MS = 10 * 60_000;

/** Waits until the server has indexed what was written to the pack's collection; gives up after ten minutes of steady writing. */
export async function waitForIndex(reads: Calls, { points }: SpaceAddress): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  for (;;) {
    const status = await reads.runOr('tidy up', 'green', async (client) => {
      const collection = await client.getCollection(points);
      return collection.status;
    });
    // Grey: there is something to do, but the server waits for the next write to do it.
    if (status === 'green' || status === 'grey' || Date.now() >= deadline) return;
    await sleep(LOOK_EVERY_MS);
  }
}
