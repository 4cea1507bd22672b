import { tarOf, zipOf, type Files } from '@unseen/ingest/testing';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unseen } from './support/command-line.ts';
import { loadByJob, loaded, type Loaded, wholeCorpus, writeFiles } from './support/corpus.ts';
import { Standalone } from './support/standalone.ts';

describe('one corpus, whichever way it comes into a platform', () => {
  let platform: Standalone;
  let corpus: Files;
  let folder: Loaded;
  beforeAll(async () => {
    platform = await Standalone.start();
    corpus = await wholeCorpus();
    const root = join(platform.dataDir, 'import');
    await mkdir(root, { recursive: true });
    await writeFiles(join(root, 'corpus'), corpus);
    await writeFiles(join(platform.dataDir, 'outside'), corpus);
    const tar = await tarOf(corpus);
    await writeFile(join(root, 'corpus.zip'), zipOf(corpus));
    await writeFile(join(root, 'corpus.tar'), tar);
    await writeFile(join(root, 'corpus.tar.gz'), gzipSync(tar));
    for (const name of ['corpus.zip', 'corpus.tar.gz'])
      await copyFile(join(root, name), join(platform.dataDir, name));
    folder = await loadByJob(platform, { type: 'folder', path: 'corpus' }, 'folder');
  });
  afterAll(() => platform?.dispose());

  it('is taken in whole by a job: what is a picture, and what is named as none', () => {
    expect(corpus.size).toBeGreaterThan(80);
    const said = new Map(folder.items.map(({ id, captions }) => [id, captions]));
    expect(said.get('side/one.jpg')).toEqual(['a dog']);
    expect(said.get('kinds/described.jpg')).toEqual(['A wave of colors']);
    expect(said.get('kinds/noted.jpg')).toEqual(['Colors in waves']);
    for (const kind of ['phone.heic', 'stereo.mpo', 'camera.dng', 'no-end.jpg', 'cut.jpg', 'deep.png'])
      expect(said.has(`kinds/${kind}`), kind).toBe(true);
    expect(folder.failures).toEqual([
      ['bitmap.bmp', 'image_unsupported'],
      ['drawing.svg', 'image_unsupported'],
      ['html_as.jpg', 'image_unsupported'],
      ['kinds/half.heic', 'image_corrupt'],
      ['kinds/half.jpg', 'image_corrupt'],
      ['side/latin.txt', 'caption_invalid'],
      ['side/long.txt', 'caption_invalid'],
      ['side/many.txt', 'caption_invalid'],
      ['zero.jpg', 'image_empty'],
    ]);
  });

  it.each(['corpus.zip', 'corpus.tar', 'corpus.tar.gz'])('is the same from %s', async (path) => {
    const collection = path.replaceAll('.', '-');
    expect(await loadByJob(platform, { type: 'archive', path }, collection)).toEqual(folder);
  });

  it.each(['outside', 'corpus.zip', 'corpus.tar.gz'])(
    'is the same from %s outside the import root, by the command line',
    async (name) => {
      const collection = `sent-${name.replaceAll('.', '-')}`;
      const path = join(platform.dataDir, name);
      const to = { UNSEEN_URL: platform.url };
      const { out, status } = await unseen(to, 'ingest', path, '-c', collection, '--json');
      const { failures, passedOverByKind } = JSON.parse(out);
      expect(await loaded(platform, collection, failures, passedOverByKind)).toEqual(folder);
      expect(status).toBe(3);
    },
  );

  it('is the same picture by picture', async () => {
    const failures: { id: string; code: string }[] = [];
    const texts = folder.failures.filter(([id]) => id.endsWith('.txt'));
    const refused = folder.failures.filter(([id]) => !id.endsWith('.txt')).map(([id]) => id);
    const sidecars = new Map(folder.items.map(({ id, ...said }) => [id, said]));
    for (const [path, bytes] of corpus) {
      const id = path.normalize('NFC');
      if (!sidecars.has(id) && !refused.includes(id)) continue;
      const form = new FormData();
      form.set('id', id);
      form.set('collection', 'single');
      form.set('image', new File([new Uint8Array(bytes)], id));
      // What stands beside a picture, its sender says; what it says of itself, the platform reads.
      if (id.startsWith('side/')) {
        const { captions = [], metadata } = sidecars.get(id) as { captions: string[]; metadata?: object };
        form.set('captions', JSON.stringify(captions));
        form.set('metadata', JSON.stringify(metadata));
      }
      const response = await platform.send('POST', '/v1/items', form);
      if (!response.ok) failures.push({ id, ...((await response.json()) as { code: string }) });
    }
    const { items, failures: found } = await loaded(platform, 'single', failures);
    expect(items).toEqual(folder.items);
    expect([...found, ...texts].sort()).toEqual(folder.failures);
  });
});
