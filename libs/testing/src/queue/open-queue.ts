import { afterAll, afterEach, beforeAll } from 'vitest';
import { QUEUES, type OnFailure, type Queue } from '@unseen/domain';
import type { MakeQueueHarness, QueueHarness } from './harness.ts';

/** Starts a queue on the suite's place, which is empty at the beginning of every test. */
export type OpenQueue = (onFailure?: OnFailure) => Promise<Queue>;

/** Registers the hooks that give each test an empty place and stop what it has opened. */
export function queueOpener(make: MakeQueueHarness): OpenQueue {
  let harness: QueueHarness;
  let opened: Queue[] = [];
  const open: OpenQueue = async (onFailure) => {
    const queue = harness.connect(onFailure);
    opened.push(queue);
    await queue.start();
    return queue;
  };
  beforeAll(async () => {
    harness = await make();
  });
  afterEach(async () => {
    await Promise.all(opened.map((queue) => queue.stop(0)));
    const sweeper = await open();
    for (const name of QUEUES) {
      await sweeper.clear(name);
    }
    await sweeper.stop(0);
    opened = [];
  });
  afterAll(() => harness.remove());
  return open;
}
