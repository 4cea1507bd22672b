import type { Encoder } from '@unseen/encoder';
import { decodeImage } from '@unseen/imaging';
import { quantizeBlock, type MatchEvidence } from '@unseen/imfa';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCaptions, readNames } from './captions.ts';
import { DECODE_LIMITS } from './engines.ts';

/** Photographs with several captions each, in the format of Flickr8k. */
export interface Photographs {
  readonly folder: string;
  readonly captions: string;
  /** File with the names of those to use: none that the pack was trained on. */
  readonly list?: string;
}

/** A photograph as a store has it, and all that people said of it. */
export interface EncodedPhotograph {
  readonly name: string;
  readonly captions: readonly string[];
  /** Its picture, and its first caption. */
  readonly evidence: Required<MatchEvidence>;
}

/** Encodes photographs as they are stored. */
export async function encodePhotographs(
  encoder: Encoder,
  { folder, captions, list }: Photographs,
): Promise<EncodedPhotograph[]> {
  const all = await readCaptions(captions, await readNames(list));
  const said = [...Map.groupBy(all, ({ picture }) => picture)];
  const { grid, region } = encoder.pack.spaces;
  const encoded: EncodedPhotograph[] = [];
  let next = 0;
  const work = async () => {
    while (next < said.length) {
      const at = next++;
      const [name, texts] = said[at]!;
      const pixels = await decodeImage(await readFile(join(folder, name)), encoder.imageSpec, DECODE_LIMITS);
      const { global: image, regions } = await encoder.encodeImage(pixels, 'bulk');
      const { global: caption } = await encoder.encodeText(texts[0]!.text, 'bulk');
      const block = quantizeBlock(regions, grid[0] * grid[1], region, grid);
      const evidence = { image, caption, regions: block };
      encoded[at] = { name, captions: texts.map(({ text }) => text), evidence };
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return encoded;
}
