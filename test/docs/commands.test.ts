import { HubServer, SMALL_ARCHITECTURES, writeExport, writeTinyExport } from '@unseen/encoder/testing';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder } from '../support/collections.ts';
import { writeOcrModels } from '../support/ocr-models.ts';
import { EMOJI, itemForm, picture, PICTURES } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { commandsOf, pages } from './commands.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { Reader } from './reader.ts';

/** Labels and captions of what the guides assume to be there. */
const THINGS = Object.values(EMOJI).map(([, caption]) => caption);

let packs: string;
let platform: Standalone;
let reader: Reader;
let hub: HubServer;
beforeAll(async () => {
  packs = await mkdtemp(join(tmpdir(), 'unseen-packs-'));
  await symlink(resolve('models/lite'), join(packs, 'lite'));
  reader = await Reader.come();
  platform = await Standalone.start({
    UNSEEN_MODEL_PACK: join(packs, 'lite'),
    UNSEEN_DATA_DIR: join(reader.folder, 'data'),
  });
  await reader.lookAt(platform.url);
  await symlink(packs, join(reader.folder, 'models'));
  hub = await startHub();
});
afterAll(async () => {
  await reader?.leave();
  await platform?.dispose();
  await hub?.stop();
  await rm(packs, { recursive: true, force: true });
});

/** What the reader of a page has before the first command. */
const BEFORE: Readonly<Record<string, () => Promise<void>>> = {
  'README.md': async () => {
    await pictureFolder(join(reader.home, 'Pictures'), 4);
    await copyFile(join(PICTURES, '1f45f.webp'), join(reader.folder, 'shoe.jpg'));
  },
  'docs/guides/adding-categories.md': async () => {
    for (const [at, caption] of THINGS.entries()) {
      const metadata = { subgroup: caption };
      await platform.json(201, 'POST', '/v1/items', { id: `item-${at}`, caption, metadata });
    }
    for (const id of ['item-17', 'item-23', 'item-40']) {
      const response = await platform.send('POST', '/v1/items', itemForm({ id }, await picture('apple')));
      expect(response.status).toBe(201);
    }
    for (const name of THINGS) await platform.json(201, 'POST', '/v1/classes', { name, seen: true });
  },
  'docs/guides/evaluating.md': async () => {
    for (const folder of [reader.folder, join(reader.folder, 'data/import/flickr8k')]) {
      const images = join(folder, folder === reader.folder ? 'photos' : 'images');
      const names = await pictureFolder(images, 6);
      const captions = names.map((name, at) => `${name}#0\ta picture of thing ${at}\n`).join('');
      await writeFile(join(folder, 'captions.token.txt'), captions);
      await writeFile(join(folder, 'dev.txt'), names.join('\n'));
    }
    for (const [at, caption] of THINGS.entries()) {
      const metadata = { category: caption };
      await platform.json(201, 'POST', '/v1/items', { id: `s${at}`, collection: 'shop', caption, metadata });
    }
  },
  'docs/guides/first-collection.md': async () => {
    await pictureFolder(join(reader.home, 'Pictures'), 4);
  },
  'docs/guides/bring-a-model.md': async () => {
    await writeTinyExport(join(reader.home, 'exports/my-clip'), 'clip');
  },
  'docs/guides/shop.md': async () => {
    const folder = join(reader.folder, 'data/import/store');
    await mkdir(join(folder, 'img'), { recursive: true });
    for (const name of ['shoe-red', 'shoe-blue'])
      await copyFile(join(PICTURES, '1f45f.webp'), join(folder, 'img', `${name}.webp`));
    // The table the page shows.
    const [, table] = /```csv\n(.*?)```/s.exec(await readFile('docs/guides/shop.md', 'utf8'))!;
    await writeFile(join(folder, 'products.csv'), table!.replaceAll('.jpg', '.webp'));
  },
  'docs/guides/text-in-pictures.md': async () => {
    const form = itemForm({ id: 'sku-7', collection: 'shop' }, await picture('guitar'));
    expect((await platform.send('POST', '/v1/items', form)).status).toBe(201);
  },
  'docs/guides/loading.md': async () => {
    await cp(join(PICTURES, '1f45f.webp'), join(reader.folder, 'data/import/shoe.webp'));
    await writeFile(
      join(reader.folder, 'data/import/products.csv'),
      'id,image,caption\np1,shoe.webp,a shoe\n',
    );
  },
};

/** The hub that models and readers are fetched from. */
async function startHub(): Promise<HubServer> {
  const [model, readers] = [join(reader.home, 'hub/clip'), join(reader.home, 'hub/ocr')];
  await writeExport(model, SMALL_ARCHITECTURES.clip);
  await writeOcrModels(readers);
  return HubServer.start({ 'Xenova/clip-vit-base-patch32': model, 'SWHL/RapidOCR': readers });
}

/** Fills in what the page leaves open. */
async function filledIn(command: string): Promise<string> {
  if (command.includes('/v1/classes/ID/')) {
    const { classes } = await platform.json(200, 'GET', '/v1/classes');
    const { id } = (classes as { id: string; name: string }[]).find(({ name }) => name === 'dragon fruit')!;
    return command.replace('/ID/', `/${id}/`);
  }
  if (!command.includes('<id>')) return command;
  const { keys } = await platform.json(200, 'GET', '/v1/keys');
  return command.replace(
    '<id>',
    (keys as { id: string; status: string }[]).find(({ status }) => status === 'active')!.id,
  );
}

/** What is wrong with an answer of the API, which `curl` takes for a success. */
function problemIn(output: string): string | undefined {
  try {
    const { code, status } = JSON.parse(output) as { code?: string; status?: number };
    return code !== undefined && (status ?? 0) >= 400 ? output : undefined;
  } catch {
    return undefined;
  }
}

describe('the commands of the guides', async () => {
  // What it changes, the model, concerns all others.
  const last = 'docs/guides/bring-a-model.md';
  const all = await pages();
  for (const page of [...all.filter((name) => name !== last), last]) {
    const commands = (await commandsOf(page)).filter((command) => !isElsewhere(command));
    if (commands.length === 0) continue;
    describe(page, () => {
      beforeAll(async () => BEFORE[page]?.());
      it.each(commands)('%s', async (command) => {
        const engines = await mkdtemp(join(reader.home, 'engines-'));
        const local: Record<string, string> = {
          ...(/unseen (restore|migrate)/.test(command) && { UNSEEN_DATA_DIR: engines }),
          ...(/unseen model get/.test(command) && {
            UNSEEN_MODEL_PACKS: packs,
            UNSEEN_MODEL_MIRROR: hub.url,
          }),
        };
        const { status, output } = await reader.run(await filledIn(command), local);
        expect({ status, output }).toMatchObject({ status: 0 });
        expect(problemIn(output)).toBeUndefined();
      });
    });
  }

  it('are all run, or known to be looked at elsewhere for a reason that still holds', async () => {
    const commands = (await Promise.all(all.map(commandsOf))).flat();
    expect(commands.length).toBeGreaterThan(30);
    for (const { command } of ELSEWHERE) expect(commands.some((line) => command.test(line))).toBe(true);
  });
});

function isElsewhere(command: string): boolean {
  return ELSEWHERE.some((known) => known.command.test(command));
}
