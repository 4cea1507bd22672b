import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unseen } from './support/command-line.ts';
import { Standalone } from './support/standalone.ts';

/** Training itself: test/model-train.training.test.ts, which needs PyTorch. */
describe('unseen model train, where it cannot', () => {
  let platform: Standalone;
  beforeAll(async () => {
    platform = await Standalone.start();
    await platform.json(201, 'POST', '/v1/items', { id: 'i', collection: 'shop', caption: 'a chair' });
  });
  afterAll(() => platform?.dispose());

  const train = (collection: string, environment: Readonly<Record<string, string>>) =>
    unseen(
      { UNSEEN_URL: platform.url, ...environment },
      ...['model', 'train', '--collection', collection, '--out', `${platform.dataDir}/made`, '--json'],
    );

  it.each<[string, string, Record<string, string>, RegExp]>([
    [
      'there is no such Python',
      'shop',
      { UNSEEN_PYTHON: '/none/python3' },
      /no "\/none\/python3".*train-on-your-captions/,
    ],
    ['the program is another', 'shop', { UNSEEN_PYTHON: 'false' }, /Training failed: false ended/],
    ['there is no such collection', 'none', {}, /no collection "none"/],
    ['the pack is elsewhere', 'shop', { UNSEEN_MODEL_PACKS: '/none' }, /not in \/none.*--pack/],
  ])('says so when %s', async (_, collection, environment, reason) => {
    const { status, out } = await train(collection, environment);
    expect(status).toBe(1);
    expect((JSON.parse(out) as { error: { detail: string } }).error.detail).toMatch(reason);
  });
});
