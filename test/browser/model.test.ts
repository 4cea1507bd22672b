import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModelPacks, type ModelPacks } from '../support/model-packs.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

describe('the model pack on the system page', () => {
  let packs: ModelPacks;
  let platform: Standalone;
  let reader: Reader;
  beforeAll(async () => {
    packs = await makeModelPacks();
    platform = await Standalone.start({ UNSEEN_MODEL_PACK: packs.lite });
    await platform.json(201, 'POST', '/v1/items', { id: 'a', caption: 'a red bicycle' });
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
    await packs?.remove();
  });

  it('is changed while the page stays open, and is shown as the one in use', async () => {
    const { page } = reader;
    const [pack, next] = packs.ids;
    await page.goto('/system');
    const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    await row(pack).getByText('In use').waitFor();
    await page.getByRole('button', { name: `Go over to ${next}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go over' }).click();
    await row(next).getByText('In use').waitFor();
    await page.getByText(`Went over from ${pack} to ${next}.`).waitFor();
    const { hits } = await platform.json(200, 'POST', '/v1/search', { text: 'bicycle', cutoff: 'off' });
    expect(hits).toMatchObject([{ id: 'a' }]);
    expect(reader.errors).toEqual([]);
    expect(reader.strangers).toEqual([]);
  });
});
