import type { Encoder } from '@unseen/encoder';
import { MatchScale, type MatchEvidence } from '@unseen/imfa';
import { NOUNS, showsNoun } from '../../benchmarks/support/nouns.ts';
import {
  encodePhotographs,
  type EncodedPhotograph,
  type Photographs,
} from '../../benchmarks/support/photographs.ts';
import { reliabilityOf, type JudgedPair } from '../../benchmarks/support/reliability.ts';

/** Two and three words that captions of photographs often hold side by side. */
const PHRASES =
  'black dog|brown dog|two dogs|little girl|young boy|red shirt|blue shirt|soccer ball|swimming pool|dog in the water|riding a bike|football player|snowy mountain|group of people|rock climber|dirt bike|tennis ball|white dog|small child|black and white dog'.split(
    '|',
  );
/** Captions asked for as they are: of every so many photographs the last one. */
const EVERY = 4;

/** A text, and the photographs it applies to. */
interface Asked {
  readonly text: string;
  readonly applies: (photograph: EncodedPhotograph) => boolean;
}

/**
 * The match of words, phrases and sentences with photographs, alone and with their first caption, against what the captions say: a word
 * or a phrase applies where two captions hold it, a caption to the photograph it was written for.
 */
export async function measureReliability(encoder: Encoder, photographs: Photographs) {
  const items = await encodePhotographs(encoder, photographs);
  const asked: Record<string, readonly Asked[]> = {
    words: NOUNS.map((text) => ({ text, applies: ({ captions }) => showsNoun(text, captions) })),
    phrases: PHRASES.map((text) => ({ text, applies: ({ captions }) => holding(text, captions) >= 2 })),
    sentences: items
      .filter((_, at) => at % EVERY === 0)
      .map((item) => ({ text: item.captions.at(-1)!, applies: (other) => other === item })),
  };
  const scale = new MatchScale(encoder.pack.manifest.match, (text) => encoder.encodeText(text, 'bulk'));
  const judge = async (
    texts: readonly Asked[],
    sides: (evidence: Required<MatchEvidence>) => MatchEvidence,
  ) => {
    const pairs: JudgedPair[] = [];
    for (const { text, applies } of texts) {
      const match = await scale.of(await encoder.encodeText(text, 'bulk'), text);
      for (const item of items) pairs.push([match.of(sides(item.evidence)), applies(item)]);
    }
    return reliabilityOf(pairs);
  };
  const alone = ({ image, regions }: Required<MatchEvidence>) => ({ image, regions });
  const curves = [];
  for (const [kind, [name, texts]] of Object.entries(asked).entries()) {
    curves.push(
      { name: `${name}, photographs alone`, kind, dashed: false, reliability: await judge(texts, alone) },
      { name: `${name}, with a caption`, kind, dashed: true, reliability: await judge(texts, (all) => all) },
    );
  }
  return curves;
}

const GRAMMAR = new Set(['a', 'and', 'in', 'of', 'the']);

/** How many captions hold every word of a phrase. */
function holding(phrase: string, captions: readonly string[]): number {
  const words = phrase
    .split(' ')
    .filter((word) => !GRAMMAR.has(word))
    .map((word) => new RegExp(`\\b${word}s?\\b`, 'i'));
  return captions.filter((caption) => words.every((word) => word.test(caption))).length;
}
