import type { DirectionResult, EvaluationResult } from '../result/result.ts';
import { escapeHtml, table } from './html.ts';

/** What was measured: figures with intervals, by group where classes are known, comparisons, what was left out. */
export function figuresSection(result: EvaluationResult): string {
  const rows = directions(result).map(([method, name, figures]) => [
    method,
    name,
    cell(figures, 'R@1'),
    cell(figures, 'R@5'),
    cell(figures, 'R@10'),
    String(figures.medianRank),
    cell(figures, 'mAP'),
  ]);
  return [
    `<p>${result.pictures} pictures, ${result.captions} captions (${escapeHtml(result.kept)}), model pack ${escapeHtml(result.pack)}.`,
    `Recall is exact; ${result.rescored.candidates === 'all' ? 'every candidate' : `the first ${result.rescored.candidates}`} re-scored.`,
    'Below each figure its 95 % confidence interval.</p>',
    table(['method', 'direction', 'R@1', 'R@5', 'R@10', 'median rank', 'mAP'], rows),
    groups(result),
    comparisons(result),
    skipped(result),
  ].join('\n');
}

function directions(result: EvaluationResult): [string, string, DirectionResult][] {
  return Object.entries(result.methods).flatMap(([method, { imageToText, textToImage }]) => [
    [method, 'image to text', imageToText] as [string, string, DirectionResult],
    [method, 'text to image', textToImage] as [string, string, DirectionResult],
  ]);
}

function cell(figures: DirectionResult, key: 'R@1' | 'R@5' | 'R@10' | 'mAP'): string {
  const [low, high] = figures.intervals[key];
  return `${figures[key].toFixed(1)}<br><small>${low.toFixed(1)} to ${high.toFixed(1)}</small>`;
}

function groups(result: EvaluationResult): string {
  const rows = directions(result).flatMap(([method, name, { seen, unseen, harmonicMean }]) =>
    seen && unseen && harmonicMean
      ? [
          [
            method,
            name,
            ...[seen, unseen, harmonicMean].map((figures) => figures['R@1'].toFixed(1)),
            ...[seen, unseen, harmonicMean].map((figures) => figures['R@10'].toFixed(1)),
          ],
        ]
      : [],
  );
  if (rows.length === 0) return '';
  return `<h2>Seen and unseen classes</h2>${table(
    ['method', 'direction', 'R@1 seen', 'unseen', 'harmonic mean', 'R@10 seen', 'unseen', 'harmonic mean'],
    rows,
  )}`;
}

function comparisons({ comparisons: all }: EvaluationResult): string {
  if (all.length === 0) return '';
  const rows = all.flatMap(({ method, over, imageToText, textToImage }) =>
    Object.entries({ 'image to text': imageToText, 'text to image': textToImage }).map(([name, gains]) => [
      `${method} over ${over}`,
      name,
      ...(['R@1', 'R@5', 'R@10', 'mAP'] as const).map((key) => {
        const { difference, interval, p } = gains[key];
        return `${signed(difference)}<br><small>${interval.map(signed).join(' to ')}, p ${p.toFixed(3)}</small>`;
      }),
    ]),
  );
  return `<h2>Gains</h2><p>Paired bootstrap over the same resampled pictures.</p>${table(
    ['', 'direction', 'R@1', 'R@5', 'R@10', 'mAP'],
    rows,
  )}`;
}

function skipped({ skipped: { count, entries } }: EvaluationResult): string {
  if (count === 0) return '';
  const items = entries.map(
    ({ id, code, reason }) => `<li><code>${code}</code> ${escapeHtml(id)}: ${escapeHtml(reason)}</li>`,
  );
  const more = count > entries.length ? `<li>and ${count - entries.length} more</li>` : '';
  return `<details><summary>${count} pictures or lines could not take part</summary><ul>${items.join('')}${more}</ul></details>`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
}
