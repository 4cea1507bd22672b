import { expect, it } from 'vitest';
import { inTurn } from './engines.ts';

it('closes the rest when one does not close, and says what went wrong first', async () => {
  const closed: string[] = [];
  const closing = inTurn(
    () => closed.push('blobs'),
    () => Promise.reject(new Error('the store is stuck')),
    () => {
      throw new Error('so is this');
    },
    () => closed.push('ledger'),
  );
  await expect(closing).rejects.toThrow('the store is stuck');
  expect(closed).toEqual(['blobs', 'ledger']);
});
