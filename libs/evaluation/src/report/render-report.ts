import type { EvaluationMethod } from '@unseen/domain';
import { makeThumbnail } from '@unseen/imaging';
import type { Evaluation, EvaluationParts } from '../evaluate.ts';
import { MAX_IMAGE_BYTES } from '../evaluate.ts';
import { readPicture } from '../gallery/embed-pictures.ts';
import type { EvaluationResult } from '../result/result.ts';
import { casesSection } from './cases-section.ts';
import { figuresSection } from './figures-section.ts';
import { escapeHtml } from './html.ts';
import { STYLE } from './style.ts';

/** Longest edge of the pictures in a report, in pixels. */
const EDGE = 160;

/**
 * One self-contained HTML page: the figures, and the queries that the last method gains and loses most at against the
 * first, with what each of them found. Pictures are inside; the page loads nothing.
 * @throws AppError `entry_image_missing` when a picture has gone since it was evaluated
 */
export async function renderReport(
  evaluation: Evaluation,
  result: EvaluationResult,
  parts: Omit<EvaluationParts, 'encoder'>,
): Promise<string> {
  const { methods, source } = evaluation.request;
  const used = new Set<number>();
  const show = (position: number, right: boolean) => {
    used.add(position);
    const name = escapeHtml(evaluation.gallery.pictures[position]!.id);
    return `<div class="picture p${position}${right ? ' right' : ''}" role="img" aria-label="${name}" title="${name}"></div>`;
  };
  const pair = [methods.at(-1)!, methods[0]!] as [EvaluationMethod, EvaluationMethod];
  const body = [
    figuresSection(result),
    ...(methods.length > 1 ? [casesSection(evaluation, pair, show)] : []),
  ];
  const folder = parts.root.locate(source.images, '.', 'source');
  const rules: string[] = [];
  for (const position of used) {
    const { root, decodeLimits, maxImageBytes = MAX_IMAGE_BYTES } = parts;
    const bytes = await readPicture(evaluation.gallery.pictures[position]!, { root, folder, maxImageBytes });
    const { bytes: small, type } = await makeThumbnail(bytes, decodeLimits, EDGE);
    rules.push(
      `.p${position}{background-image:url(data:${type};base64,${Buffer.from(small).toString('base64')})}`,
    );
  }
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Retrieval of ${escapeHtml(result.pack)}</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>${STYLE}${rules.join('\n')}</style></head>
<body><h1>Retrieval</h1>
${body.join('\n')}
</body></html>
`;
}
