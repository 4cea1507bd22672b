import type { Encoder } from '@unseen/encoder';
import { decodeImage } from '@unseen/imaging';
import { MatchScale, quantizeBlock, type MatchEvidence } from '@unseen/imfa';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCaptions, readNames } from '../../benchmarks/support/captions.ts';
import { DECODE_LIMITS } from '../../benchmarks/support/engines.ts';
import { NOUNS, showsNoun } from '../../benchmarks/support/nouns.ts';
import { reliabilityOf, type JudgedPair } from '../../benchmarks/support/reliability.ts';

/** Photographs with five captions each, in the format of Flickr8k. */
export interface Photographs {
  readonly folder: string;
  readonly captions: string;
  /** File with the names of those to use: none that the pack was trained on. */
  readonly list?: string;
}

/** The match of common nouns with photographs, alone and with their first caption, against what the captions say. */
export async function measureReliability(encoder: Encoder, { folder, captions, list }: Photographs) {
  const all = await readCaptions(captions, await readNames(list));
  const said = Map.groupBy(all, ({ picture }) => picture);
  const { grid, region } = encoder.pack.spaces;
  const items = await Promise.all(
    [...said].map(async ([name, texts]) => {
      const pixels = await decodeImage(await readFile(join(folder, name)), encoder.imageSpec, DECODE_LIMITS);
      const { global: image, regions } = await encoder.encodeImage(pixels, 'bulk');
      const { global: caption } = await encoder.encodeText(texts[0]!.text, 'bulk');
      const block = quantizeBlock(regions, grid[0] * grid[1], region, grid);
      return { captions: texts.map(({ text }) => text), evidence: { image, caption, regions: block } };
    }),
  );
  const scale = new MatchScale(encoder.pack.manifest.match, (text) => encoder.encodeText(text, 'bulk'));
  const judge = async (sides: (evidence: Required<MatchEvidence>) => MatchEvidence) => {
    const pairs: JudgedPair[] = [];
    for (const noun of NOUNS) {
      const match = await scale.of(await encoder.encodeText(noun, 'bulk'), noun);
      for (const item of items) {
        pairs.push([match.of(sides(item.evidence)), showsNoun(noun, item.captions)]);
      }
    }
    return reliabilityOf(pairs);
  };
  return [
    { name: 'photographs alone', reliability: await judge(({ image, regions }) => ({ image, regions })) },
    { name: 'with a caption', reliability: await judge((evidence) => evidence) },
  ];
}
