import type { Unseen } from '@unseen/client';
import { expect } from 'vitest';

/** Throws the items `other` and `dog` away, looks at them, and has the dog back. */
export async function useTrash(unseen: Unseen, collection: string): Promise<void> {
  await unseen.deleteItem('other', { collection, trash: true });
  const [thrown] = (await unseen.trash.list({ collection })).items;
  expect(thrown).toMatchObject({ id: 'other', captions: ['a green vase'] });
  expect(await unseen.trash.restore(['other', 'never'], collection)).toMatchObject([
    { id: 'other', status: 'restored' },
    { id: 'never', status: 'failed', error: { code: 'item_not_found' } },
  ]);
  await unseen.deleteItems({ ids: ['other', 'dog'], trash: true }, collection);
  await unseen.http.GET('/v1/trash/{id}/image', {
    params: { path: { id: 'dog' }, query: { collection } },
    parseAs: 'stream',
  });
  await unseen.trash.restore(['dog'], collection);
  expect(await unseen.trash.delete(undefined, collection)).toBe(1);
}
