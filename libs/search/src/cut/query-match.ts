import type { MatchScale, TextMatch } from '@unseen/imfa';
import type { EmbeddedQuery, WeighedQuery } from '../embed/embedded-query.ts';

/**
 * The match of a whole query. Of several, the weighted mean of those that are wanted. Of one: of its text; of its picture or item, which are compared like with like; of both, the lesser, since both
 * are asked for.
 * @param written - the text as it was asked, if there is one
 * @throws AppError `encoder_failed`
 */
export async function queryMatch(
  { vectors, text, fromItem, parts }: EmbeddedQuery,
  written: string,
  scale: MatchScale,
): Promise<TextMatch> {
  if (parts) return meanMatch(parts, scale);
  const { image, text: caption } = vectors;
  if (fromItem) return scale.like({ image, caption });
  const byText = text && (await scale.of(text, written));
  const byPicture = image && scale.like({ image });
  if (byText === undefined) return byPicture!;
  if (byPicture === undefined) return byText;
  return { of: (item) => Math.min(byText.of(item), byPicture.of(item)) };
}

async function meanMatch(parts: readonly WeighedQuery[], scale: MatchScale): Promise<TextMatch> {
  const wanted = parts.filter(({ weight }) => weight > 0);
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0);
  const matches = await Promise.all(
    wanted.map(async ({ query, text = '', weight }) => ({
      match: await queryMatch(query, text, scale),
      share: weight / total,
    })),
  );
  return { of: (item) => matches.reduce((sum, { match, share }) => sum + share * match.of(item), 0) };
}
