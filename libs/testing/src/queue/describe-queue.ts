import { describe } from 'vitest';
import { deliverySuite } from './delivery-suite.ts';
import { depthSuite } from './depth-suite.ts';
import type { MakeQueueHarness } from './harness.ts';
import { keysSuite } from './keys-suite.ts';
import { queueOpener } from './open-queue.ts';
import { orderSuite } from './order-suite.ts';
import { retrySuite } from './retry-suite.ts';
import { stoppingSuite } from './stopping-suite.ts';

/** The conformance suite of the Queue port: everything it promises, run against one adapter. */
export function describeQueue(name: string, make: MakeQueueHarness): void {
  describe(`Queue: ${name}`, () => {
    const open = queueOpener(make);
    deliverySuite(open);
    keysSuite(open);
    orderSuite(open);
    retrySuite(open);
    depthSuite(open);
    stoppingSuite(open);
  });
}
