import { loadPack } from '@unseen/encoder';
import { HubServer, SMALL_ARCHITECTURES, writeExport } from '@unseen/encoder/testing';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeWhole } from '@unseen/imaging';
import { loadReaderPack, TextReader } from '@unseen/reader';
import { unseen as run } from './support/command-line.ts';
import { OCR, writeOcrModels } from './support/ocr-models.ts';
import { drawLines } from './support/written/written-picture.ts';

let dir: string;
let packs: string;
let hub: HubServer;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'model-get-'));
  packs = join(dir, 'packs');
  const [clip, siglip, mobile] = ['clip', 'siglip', 'mobile'].map((name) => join(dir, name));
  await writeExport(clip!, SMALL_ARCHITECTURES.clip);
  await writeExport(siglip!, SMALL_ARCHITECTURES.siglip, { half: true });
  await writeExport(mobile!, SMALL_ARCHITECTURES.mobileclip, { external: true });
  const ocr = join(dir, 'ocr');
  await writeOcrModels(ocr);
  hub = await HubServer.start({
    'SWHL/RapidOCR': ocr,
    'lab/ocr': ocr,
    'Xenova/clip-vit-base-patch32': clip!,
    'onnx-community/siglip2-base-patch16-224-ONNX': siglip!,
    'Xenova/mobileclip_s0': mobile!,
  });
});
afterAll(async () => {
  await hub?.stop();
  await rm(dir, { recursive: true });
});

const unseen = (...args: string[]) =>
  run({ UNSEEN_MODEL_MIRROR: hub.url, UNSEEN_MODEL_PACKS: packs, HOME: dir }, 'model', 'get', ...args);

describe('unseen model get', () => {
  it('lists what is known, with license, size and where the figures are from', async () => {
    const { status, out } = await unseen('--json');
    expect(status).toBe(0);
    const { models } = JSON.parse(out) as {
      models: { title: string; bytes: { fp32: number; int8: number } }[];
    };
    const titles = models.map(({ title }) => title).join();
    for (const family of [
      'CLIP ViT-B/32',
      'B/16',
      'L/14',
      'LAION',
      'DataComp',
      'SigLIP ',
      'SigLIP 2',
      'MobileCLIP',
    ])
      expect(titles).toContain(family);
    for (const model of models) {
      expect(model).toMatchObject({
        license: { name: expect.any(String) },
        quality: { source: expect.stringMatching(/^https/) },
      });
      expect(model.bytes.fp32).toBe(4 * model.bytes.int8);
    }
  });

  it('fetches nothing until the license is accepted', async () => {
    const { status, err } = await unseen('clip-vit-base-patch32');
    expect(status).toBe(1);
    expect(err).toContain('MIT');
    expect(err).toContain('--accept-license');
    expect(hub.requests).toEqual([]);
  });

  it.each([
    ['clip-vit-base-patch32', []],
    ['siglip2-base-patch16-224', ['--variant', 'fp16']],
    ['mobileclip-s0', []],
  ])('makes a pack of %s that says which commit it is of', async (name, options) => {
    const { status, out, err } = await unseen(name, '--accept-license', '--json', ...options);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { pack, folder } = JSON.parse(out) as { pack: string; folder: string };
    expect(pack).toBe(`${name}@1.0.0`);
    const { manifest } = await loadPack(folder);
    expect(manifest.files['vision_model.onnx']!.source).toContain(`@${hub.commit}`);
    expect(manifest.license).not.toBe('');
    expect(await readdir(packs)).not.toContain(`${name}.download`);
  });

  it('names, versions and licenses the pack as asked, and leaves what is there alone', async () => {
    const own = [
      'clip-vit-base-patch32',
      '--name',
      'mine',
      '--version',
      '2.0.0',
      '--license',
      'ours',
      '--accept-license',
    ];
    expect((await unseen(...own)).status).toBe(0);
    const { id, manifest } = await loadPack(join(packs, 'mine'));
    expect({ id, license: manifest.license }).toEqual({ id: 'mine@2.0.0', license: 'ours' });
    const again = await unseen(...own);
    expect(again.status).toBe(1);
    expect(again.err).toContain('already');
  });

  it('makes a reader of a text detector and a recognizer, which reads', async () => {
    const { status, out, err } = await unseen('ppocr-v4', '--accept-license', '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { reader: id, folder } = JSON.parse(out) as { reader: string; folder: string };
    expect(id).toBe('ppocr-v4@1.0.0');
    const pack = await loadReaderPack(folder);
    expect(pack.manifest.files['recognizer.onnx']).toMatchObject({
      license: 'Apache-2.0',
      source: expect.stringContaining(`SWHL/RapidOCR@${hub.commit}`),
    });
    const reader = new TextReader({ pack });
    try {
      const bytes = await drawLines([{ text: 'Fresh bread', x: 400, y: 300, size: 48 }], 800, 600);
      const words = await reader.read(
        await decodeWhole(bytes, 1_600, { maxPixels: 20e6, timeoutSeconds: 30 }),
      );
      expect(words.map(({ text }) => text)).toEqual(['Fresh', 'bread']);
    } finally {
      await reader.close();
    }
  });

  it('makes a reader of any repository whose parts are named, and refuses what is none', async () => {
    const parts = ['--detector', OCR.detector, '--accept-license', '--json'];
    const alone = await unseen('lab/ocr', ...parts);
    expect(alone.status).toBe(1);
    expect(alone.out).toContain('--recognizer');
    const wrong = await unseen(
      'lab/ocr',
      '--recognizer',
      OCR.recognizer,
      '--alphabet',
      'letters.txt',
      ...parts,
    );
    expect(JSON.parse(wrong.out)).toMatchObject({
      error: { code: 'pack_invalid', detail: expect.stringContaining('alphabet lists 5') },
    });
    expect(await readdir(packs)).not.toContain('ocr');
    const missing = await unseen('lab/ocr', '--recognizer', 'none.onnx', ...parts);
    expect(JSON.parse(missing.out)).toMatchObject({ error: { code: 'model_not_fetched' } });
  });

  it('says what is known when a name is not, and what went wrong when nothing answers', async () => {
    expect((await unseen('clipp', '--accept-license')).err).toContain('clip-vit-base-patch32');
    const { status, out } = await unseen('lab/none', '--accept-license', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'model_not_fetched' } });
  });
});
