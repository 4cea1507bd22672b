import type { Hit, Unseen } from '@unseen/client';
import { pictureProtocol, type PictureProtocol } from '@unseen/config/client';
import { styleText } from 'node:util';
import { showPicture } from '../output/picture.ts';
import { allPrintable } from '../output/printable.ts';
import { tableLines, terminalWidth } from '../output/table.ts';
import { explanationLines } from './explanation-lines.ts';

/** How hits are printed. */
export interface PrintOptions {
  /** Where the hits are from that do not say so themselves. */
  readonly collection?: string;
  /** Show the pictures; undefined: where the terminal says that it can. */
  readonly pictures?: boolean;
}

/** Terminals that take pictures without saying so mostly take iTerm2's; others leave them out. */
const UNNAMED: PictureProtocol = 'iterm2';
/** Pictures shown: what fits on a screen or two. */
const MAX_PICTURES = 10;

/** Prints hits, best first, each with its picture in a terminal that can show one. */
export async function printHits(unseen: Unseen, found: readonly Hit[], options: PrintOptions): Promise<void> {
  const hits = allPrintable(found);
  const withClasses = hits.some((hit) => hit.class !== undefined);
  const withCollections = hits.some((hit) => hit.collection !== undefined);
  const [header, ...lines] = tableLines(
    [
      { title: '', align: 'right' },
      { title: 'match', align: 'right' },
      ...(withCollections ? [{ title: 'collection', cut: true } as const] : []),
      { title: 'id', cut: true },
      { title: 'caption', cut: true },
      ...(withClasses ? [{ title: 'class', cut: true } as const] : []),
    ],
    hits.map((hit, i) => [
      String(i + 1),
      `${Math.round(hit.match * 100)}%`,
      ...(withCollections ? [hit.collection ?? ''] : []),
      hit.id,
      hit.caption ?? '',
      ...(withClasses ? [hit.class?.name ?? ''] : []),
    ]),
    terminalWidth(),
  );
  const protocol = protocolFor(options.pictures);
  const pictures =
    protocol === undefined ? [] : await picturesOf(unseen, found, protocol, options.collection);
  console.log(header);
  lines.forEach((line, i) => {
    console.log(line);
    for (const reason of explanationLines(hits[i]!.explain)) console.log(styleText('dim', `    ${reason}`));
    process.stdout.write(pictures[i] ?? '');
  });
}

function protocolFor(wanted: boolean | undefined): PictureProtocol | undefined {
  // A file or the next program of a pipe has no use for a picture, whatever was asked for.
  if (wanted === false || !process.stdout.isTTY) return undefined;
  return pictureProtocol() ?? (wanted === true ? UNNAMED : undefined);
}

function picturesOf(
  { http }: Unseen,
  hits: readonly Hit[],
  protocol: PictureProtocol,
  common = 'default',
): Promise<string[]> {
  return Promise.all(
    hits.slice(0, MAX_PICTURES).map(async ({ id, hasImage, collection = common }) => {
      if (!hasImage) return '';
      const params = { path: { id }, query: { collection } };
      try {
        const { response } = await http.GET('/v1/items/{id}/image', { params, parseAs: 'stream' });
        return await showPicture(protocol, await response.bytes());
      } catch {
        // A picture that is gone or damaged, or a key that may only search: the line above it says what was found.
        return styleText('dim', '   no picture to show\n');
      }
    }),
  );
}
