import type { TextEncoding } from '@unseen/domain';
import type { MatchScale, TextHeat } from '@unseen/imfa';
import { isFunctionWord } from './function-words.ts';

/**
 * Makes the matches of a text and of each of its words.
 * @param encode - encodes single words
 * @throws AppError `encoder_failed`
 */
export async function textHeat(
  written: string,
  encoding: TextEncoding,
  scale: MatchScale,
  encode: (text: string) => Promise<TextEncoding>,
): Promise<TextHeat> {
  const single = encoding.words.length === 1;
  const [text, words] = await Promise.all([
    scale.of(encoding, written),
    Promise.all(
      encoding.words.map(async ({ text: word }) => {
        if (!single && isFunctionWord(word)) return undefined;
        return scale.of(single ? encoding : await encode(word), word);
      }),
    ),
  ]);
  return { text, words, line: scale.line };
}
