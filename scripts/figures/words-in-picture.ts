import type { Encoder } from '@unseen/encoder';
import { decodeImage, makeThumbnail, type EncodedImage } from '@unseen/imaging';
import { ImfaScorer, quantizeBlock, type AttentionGrid } from '@unseen/imfa';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DECODE_LIMITS } from '../../benchmarks/support/engines.ts';

/** Edge of a drawn picture in pixels: sharp on a screen that has two for each of the figure's. */
const EDGE = 320;

/** A picture and where each word of a text looks in it. */
export interface WordsInPicture {
  readonly text: string;
  readonly picture: EncodedImage;
  readonly attention: AttentionGrid;
}

/**
 * Lets a text look at one picture of the sample collection, through the blocks a store would hold.
 * @param folder - where the sample lies
 * @param id - of a picture in it
 */
export async function wordsInPicture(
  encoder: Encoder,
  folder: string,
  id: string,
  text: string,
): Promise<WordsInPicture> {
  const lines = (await readFile(join(folder, 'sample.jsonl'), 'utf8')).trim().split('\n');
  const items = lines.map((line) => JSON.parse(line) as { id: string; image: string });
  const bytes = await readFile(join(folder, items.find((item) => item.id === id)!.image));
  const { grid, region } = encoder.pack.spaces;
  const image = await encoder.encodeImage(await decodeImage(bytes, encoder.imageSpec, DECODE_LIMITS), 'bulk');
  const candidate = {
    imageGlobal: image.global,
    regions: quantizeBlock(image.regions, grid[0] * grid[1], region, grid),
  };
  const encoded = await encoder.encodeText(text, 'bulk');
  const scorer = new ImfaScorer(encoder, encoder.pack.spaces);
  const { attention } = await scorer.scoreImages(encoded, [candidate], 'imfa', true);
  return { text, picture: await makeThumbnail(bytes, DECODE_LIMITS, EDGE), attention: attention![0]! };
}
