import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { identifyImage } from '@unseen/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportRoot } from '../paths/import-root.ts';
import { CORPUS, tarOf, zipOf } from '../testing/corpus.ts';
import { collect, Sandbox, type Records } from '../testing/sandbox.ts';
import { openSource } from './open-source.ts';
import type { ReaderContext, SourceReader } from './reader.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.make();
  for (const [path, data] of CORPUS) await sandbox.write(`corpus/${path}`, data);
  await sandbox.write('corpus.zip', zipOf(CORPUS));
  const tar = await tarOf(CORPUS);
  await sandbox.write('corpus.tar', tar);
  await sandbox.write('corpus.tgz', gzipSync(tar));
  // Outside the import root, as the command line reads it.
  for (const [path, data] of CORPUS) {
    await mkdir(dirname(join(sandbox.outside, path)), { recursive: true });
    await writeFile(join(sandbox.outside, path), data);
  }
});
afterAll(() => sandbox.close());

/** The reading of a source and, for pictures not looked at while reading, what taking them in would say. */
async function load(reader: SourceReader, context: ReaderContext) {
  const { entries, failures }: Records = await collect(reader.read(0));
  const refused: [string, string][] = [];
  const taken = [];
  for (const { id, image, captions, metadata } of entries) {
    if (image?.kind === 'file') {
      const bytes = await context.root.readFile(image.path, context.maxImageBytes, 'entry');
      const code = await identifyImage(bytes, context.decodeLimits).then(
        () => undefined,
        (error: { code: string }) => error.code,
      );
      if (code !== undefined) {
        refused.push([id!, code]);
        continue;
      }
    }
    taken.push({ id, captions, metadata });
  }
  return {
    taken: taken.sort((a, b) => (a.id! < b.id! ? -1 : 1)),
    failures: [...failures.map(({ id, code }): [string, string] => [id, code]), ...refused].sort(),
    passedOver: reader.passedOver!.kinds,
  };
}

describe('one corpus, whichever way it comes in', () => {
  it.each([
    ['folder', 'corpus'],
    ['archive', 'corpus.zip'],
    ['archive', 'corpus.tar'],
    ['archive', 'corpus.tgz'],
  ] as const)('has the same items, captions, failures and counts: %s %s', async (type, path) => {
    const loaded = await load(await sandbox.open({ type, path }), sandbox.context);
    expect(loaded).toEqual(await outside());
  });

  it('holds what is in it, and names what is not', async () => {
    const { taken, failures, passedOver } = await outside();
    const said = new Map(taken.map(({ id, captions, metadata }) => [id, { captions, metadata }]));
    expect(taken).toHaveLength(47);
    expect(said.get('side/one.jpg')).toEqual({ captions: ['a dog'], metadata: {} });
    expect(said.get('side/two.jpg')).toEqual({ captions: ['first', 'second'], metadata: {} });
    expect(said.get('side/json.jpg')).toEqual({ captions: ['from JSON'], metadata: { license: 'CC0' } });
    expect(said.get('side/both.jpg')).toEqual({ captions: ['and JSON', 'text'], metadata: { year: 1990 } });
    expect(said.get('side/CASE.jpg')?.captions).toEqual(['upper case']);
    expect(said.get('side/blank.jpg')?.captions).toEqual([]);
    expect(said.get('side/Café.jpg')?.captions).toEqual(['composed']);
    expect(said.has('Café.jpg')).toBe(true);
    for (const faulty of ['latin', 'long', 'many'])
      expect(said.get(`side/${faulty}.jpg`)?.captions).toEqual([]);
    expect(failures).toEqual([
      ['bitmap.bmp', 'image_unsupported'],
      ['drawing.svg', 'image_unsupported'],
      ['html_as.jpg', 'image_unsupported'],
      ['side/latin.txt', 'caption_invalid'],
      ['side/long.txt', 'caption_invalid'],
      ['side/many.txt', 'caption_invalid'],
      ['zero.jpg', 'image_empty'],
    ]);
    expect(passedOver).toMatchObject({ '.mov': 2, '.txt': 1, '.bak': 1, 'without extension': 1 });
  });
});

async function outside() {
  const context = { ...sandbox.context, root: await ImportRoot.open(sandbox.outside) };
  return load(await openSource({ type: 'folder', path: '.' }, context), context);
}
