import type { EvaluationMethod } from '@unseen/domain';
import type { Evaluation } from '../evaluate.ts';
import type { RankedQuery } from '../score/rank-queries.ts';
import { escapeHtml } from './html.ts';
import { pickCases, type Case } from './pick-cases.ts';

/** Wins and losses shown per direction. */
const SHOWN = 15;

/** Shows a picture of the gallery by its position. */
export type ShowPicture = (position: number, right: boolean) => string;

/** The clearest wins and losses of one method over another, with what each found first. */
export function casesSection(
  evaluation: Evaluation,
  [method, over]: readonly [EvaluationMethod, EvaluationMethod],
  show: ShowPicture,
): string {
  const { shelf, textToImage, imageToText } = evaluation;
  const pictures = (ranked: RankedQuery, query: number) =>
    ranked.top.map((position) => show(position, position === shelf.owners[query])).join('');
  const captions = (ranked: RankedQuery, query: number) =>
    `<ol>${ranked.top
      .map((position) => {
        const right = shelf.owners[position] === query ? ' class="right"' : '';
        return `<li${right}>${escapeHtml(shelf.texts[position]!)}</li>`;
      })
      .join('')}</ol>`;
  const section = (
    title: string,
    rankings: Evaluation['textToImage'],
    asked: (query: number) => string,
    hits: (ranked: RankedQuery, query: number) => string,
  ) => {
    const { wins, losses, counts } = pickCases(rankings.get(method)!, rankings.get(over)!, SHOWN);
    const list = (cases: readonly Case[]) =>
      cases
        .map(
          (one) => `<div class="case"><h4>${asked(one.query)}</h4>
<div class="row"><b>${method}: rank ${one.method.rank}</b>${hits(one.method, one.query)}</div>
<div class="row"><b>${over}: rank ${one.baseline.rank}</b>${hits(one.baseline, one.query)}</div></div>`,
        )
        .join('\n');
    return `<h2>${title}: ${method} against ${over}</h2>
<p>${counts.better} queries better, ${counts.worse} worse, ${counts.same} the same.</p>
<h3>Wins</h3>${list(wins)}<h3>Losses</h3>${list(losses)}`;
  };
  return [
    section('Text to image', textToImage, (query) => escapeHtml(shelf.texts[query]!), pictures),
    section('Image to text', imageToText, (query) => show(query, false), captions),
  ].join('\n');
}
