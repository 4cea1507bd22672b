import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';

describe('requests that are sent again', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());

  async function claim(id: string): Promise<string> {
    const claimed = await ledger.repeatedRequests.claim(id, 'print');
    if (claimed.state !== 'claimed') throw new Error(claimed.state);
    return claimed.claim;
  }

  it('are claimed by one, and answered with what that one kept', async () => {
    const { repeatedRequests } = ledger;
    const mine = await claim('once');
    expect(await repeatedRequests.claim('once', 'other')).toEqual({
      state: 'under-way',
      fingerprint: 'print',
    });
    await repeatedRequests.renew('once', mine);
    await repeatedRequests.finish('once', mine, 'sealed');
    expect(await repeatedRequests.claim('once', 'other')).toEqual({
      state: 'answered',
      fingerprint: 'print',
      answer: 'sealed',
    });
    await repeatedRequests.release('once', mine);
    expect((await repeatedRequests.claim('once', 'print')).state).toBe('answered');
  });

  it('are free again when their claim is given up, and only by whoever has it', async () => {
    const { repeatedRequests } = ledger;
    const mine = await claim('again');
    await repeatedRequests.release('again', '00000000-0000-4000-8000-000000000000');
    expect((await repeatedRequests.claim('again', 'print')).state).toBe('under-way');
    await repeatedRequests.release('again', mine);
    expect((await repeatedRequests.claim('again', 'print')).state).toBe('claimed');
  });
});
