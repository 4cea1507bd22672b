import { bytesOf, KNOWN_MODELS, type KnownModel } from '@unseen/encoder';
import { KNOWN_READERS, type KnownReader } from '@unseen/reader';
import { styleText } from 'node:util';
import { printTable } from '../output/table.ts';

/** The public models and readers that can be fetched, for people or programs. */
export function printKnownModels(json: boolean): void {
  if (json) {
    const models = KNOWN_MODELS.map((model) => ({
      ...model,
      bytes: { fp32: bytesOf(model), fp16: bytesOf(model, 'fp16'), int8: bytesOf(model, 'int8') },
    }));
    console.log(JSON.stringify({ models, readers: KNOWN_READERS }));
    return;
  }
  printTable(
    [
      { title: 'name' },
      { title: 'model', cut: true },
      { title: 'license', cut: true },
      { title: 'languages' },
      { title: 'MB', align: 'right' },
      { title: 'int8', align: 'right' },
      { title: 'Gflop', align: 'right' },
      { title: 'ImageNet', align: 'right' },
      { title: 'COCO', align: 'right' },
    ],
    KNOWN_MODELS.map((model) => [
      model.name,
      model.title,
      model.license.name,
      model.languages,
      megabytes(bytesOf(model)),
      megabytes(bytesOf(model, 'int8')),
      model.billions ? `${model.billions.image} + ${model.billions.text}` : '',
      `${model.quality.imageNet} %`,
      model.quality.cocoTextToImage === undefined ? '' : `${model.quality.cocoTextToImage} %`,
    ]),
  );
  console.log(styleText('dim', LEGEND));
  printTable(
    [
      { title: 'reader' },
      { title: 'model', cut: true },
      { title: 'license' },
      { title: 'languages' },
      { title: 'MB', align: 'right' },
    ],
    KNOWN_READERS.map(({ name, title, license, languages, bytes }) => [
      name,
      title,
      license.name,
      languages,
      megabytes(bytes),
    ]),
  );
}

const LEGEND = `
MB, int8: about what the two encoders take, in single precision and with 8 bits a weight (--variant int8), on disk and in each worker.
Gflop: billions of multiplications and additions for a picture + for a text.
ImageNet: pictures classified by name; COCO: R@1 of pictures searched by their captions. Published figures, none measured here:
${[...new Set(KNOWN_MODELS.map(({ quality }) => quality.source))].map((source) => `  ${source}`).join('\n')}
Fetch one: unseen model get NAME. Another CLIP or SigLIP of the hub: unseen model get owner/name.`;

/** What one model is, before it is fetched. */
export function describe({ title, license, languages, quality }: KnownModel): string {
  const coco = quality.cocoTextToImage === undefined ? '' : `, ${quality.cocoTextToImage} % R@1 on COCO`;
  return [
    `${styleText('bold', title)}: ${quality.imageNet} % of ImageNet by name${coco} (${quality.source}); ${languages === 'many' ? 'many languages' : 'English'}`,
    `License: ${styleText('bold', license.name)}, ${license.address}`,
  ].join('\n');
}

/** The same of a reader. */
export function describeReader({ title, license, languages }: KnownReader): string {
  return [
    `${styleText('bold', title)}: reads ${languages}`,
    `License: ${styleText('bold', license.name)}, ${license.address}`,
  ].join('\n');
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : String(Math.round(bytes / 1e6));
}
