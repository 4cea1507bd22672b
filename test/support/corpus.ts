import { isFinal, type Job } from '@unseen/client';
import { CORPUS, type Files } from '@unseen/ingest/testing';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEIC_PICTURES } from '../../libs/imaging/src/testing/heic-pictures.ts';
import { rawFile } from '../../libs/imaging/src/testing/raw-file.ts';
import type { Platform } from './platform.ts';

const require = createRequire(new URL('../../libs/imaging/package.json', import.meta.url));
const sharp = require('sharp') as typeof import('sharp').default;

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">A wave of colors</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`;

/** What people have in a folder, pictures of every kind among it. */
export async function wholeCorpus(): Promise<Files> {
  const [width, height] = [96, 64];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    return 128 + 60 * Math.sin(x / 19 + (at % 3)) + 50 * Math.cos(y / 23);
  });
  const image = () => sharp(pixels, { raw: { width, height, channels: 3 } });
  const jpeg = await image().jpeg({ quality: 90 }).toBuffer();
  const files: [string, Uint8Array | Promise<Uint8Array>][] = [
    ['baseline.jpg', jpeg],
    ['progressive.jpg', image().jpeg({ progressive: true }).toBuffer()],
    ['cmyk.jpg', image().toColorspace('cmyk').jpeg().toBuffer()],
    ['turned.jpg', image().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
    ['gray.png', image().grayscale().png().toBuffer()],
    ['deep.png', image().toColorspace('rgb16').png().toBuffer()],
    ['palette.png', image().png({ palette: true }).toBuffer()],
    ['web.webp', image().webp().toBuffer()],
    ['lossless.webp', image().webp({ lossless: true }).toBuffer()],
    ['still.gif', image().gif().toBuffer()],
    ['scan.tiff', image().tiff({ compression: 'lzw' }).toBuffer()],
    ['new.avif', image().avif({ effort: 0 }).toBuffer()],
    ['phone.heic', HEIC_PICTURES.get(6)!],
    ['stereo.mpo', Buffer.concat([jpeg, jpeg])],
    ['camera.dng', rawFile(1, jpeg)],
    ['no-end.jpg', jpeg.subarray(0, -2)],
    ['cut.jpg', jpeg.subarray(0, Math.floor(jpeg.length * 0.99))],
    ['half.jpg', jpeg.subarray(0, Math.floor(jpeg.length * 0.5))],
    ['half.heic', HEIC_PICTURES.get(1)!.subarray(0, 300)],
    ['described.jpg', image().jpeg().withXmp(XMP).toBuffer()],
    [
      'noted.jpg',
      image()
        .jpeg()
        .withExif({ IFD0: { ImageDescription: 'Colors in waves' } })
        .toBuffer(),
    ],
    ['really.png.jpg', image().png({ compressionLevel: 1 }).toBuffer()],
  ];
  const kinds = await Promise.all(
    files.map(async ([name, bytes]) => [`kinds/${name}`, await bytes] as const),
  );
  return new Map([...CORPUS, ...kinds]);
}

/** Writes files below a folder. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, data] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), data);
  }
}

/** What became of a corpus, in an order of its own. */
export interface Loaded {
  readonly items: readonly { readonly id: string; readonly captions: readonly string[] }[];
  /** Id and code. */
  readonly failures: readonly (readonly [string, string])[];
  readonly passedOver?: Readonly<Record<string, number>>;
}

/** Items of a collection, and the failures there were. */
export async function loaded(
  platform: Platform,
  collection: string,
  failures: readonly { readonly id: string; readonly code: string }[],
  passedOver?: Readonly<Record<string, number>>,
): Promise<Loaded> {
  const { items } = (await platform.json(200, 'GET', `/v1/items?collection=${collection}&limit=500`)) as {
    items: { id: string; captions: string[]; metadata: Record<string, unknown> }[];
  };
  return {
    items: items
      .map(({ id, captions, metadata: { source: _, ...metadata } }) => ({ id, captions, metadata }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    failures: failures.map(({ id, code }) => [id, code] as const).sort(),
    ...(passedOver === undefined ? {} : { passedOver }),
  };
}

/** Loads a source as a job. */
export async function loadByJob(
  platform: Platform,
  source: { readonly type: string; readonly path: string },
  collection: string,
): Promise<Loaded> {
  const { id } = await platform.json(202, 'POST', '/v1/jobs', { collection, source });
  let job: Job;
  do {
    await sleep(200);
    job = await platform.json(200, 'GET', `/v1/jobs/${id}`);
  } while (!isFinal(job));
  const { failures } = await platform.json(200, 'GET', `/v1/jobs/${id}/failures?limit=500`);
  return loaded(platform, collection, failures, job.passedOverByKind);
}
