import type { MatchScale, TextMatch } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';

/**
 * The match of a whole query: of its text; of its picture or item, which are compared like with like; of both, the lesser, since both
 * are asked for.
 * @param written - the text as it was asked, if there is one
 * @throws AppError `encoder_failed`
 */
export async function queryMatch(
  { vectors, text, fromItem }: EmbeddedQuery,
  written: string,
  scale: MatchScale,
): Promise<TextMatch> {
  const { image, text: caption } = vectors;
  if (fromItem) return scale.like({ image, caption });
  const byText = text && (await scale.of(text, written));
  const byPicture = image && scale.like({ image });
  if (byText === undefined) return byPicture!;
  if (byPicture === undefined) return byText;
  return { of: (item) => Math.min(byText.of(item), byPicture.of(item)) };
}
