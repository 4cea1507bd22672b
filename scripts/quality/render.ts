import type { EvaluationResult, DirectionResult } from '@unseen/evaluation';

const NAMES: Readonly<Record<string, string>> = {
  inn: 'plain inner product',
  self: 'self-attention',
  imfa: '**IMFA**',
};

/** What stands before and after the table in the README. */
export const MARKS = ['<!-- quality: npm run quality -->', '<!-- /quality -->'] as const;

/**
 * The quality table as Markdown, with what it was measured on.
 * @param set - what the pictures are called: `Flickr8k's dev split`
 */
export function renderQuality(result: EvaluationResult, set: string): string {
  const rows = Object.entries(result.methods).map(([method, { imageToText, textToImage }]) => [
    NAMES[method] ?? method,
    recalls(imageToText),
    interval(imageToText),
    recalls(textToImage),
    interval(textToImage),
  ]);
  const head = ['R@1 / 5 / 10', 'picture to caption', 'R@1, 95 %', 'caption to picture', 'R@1, 95 %'];
  const widths = head.map((cell, i) =>
    Math.max(...[head, ...rows].map((row) => row[i]!.length), cell.length),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const pictures = result.pictures.toLocaleString('en-US');
  const captions = result.captions.toLocaleString('en-US');
  return [
    `Recall on ${pictures} photographs and ${captions} captions of ${set}, \`${result.pack}\`:`,
    '',
    line(head),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
  ].join('\n');
}

/** The README with the table between its marks. @throws Error when the marks are missing */
export function withQuality(readme: string, table: string): string {
  const [open, close] = MARKS.map((mark) => readme.indexOf(mark)) as [number, number];
  if (open < 0 || close < open) throw new Error(`The README has no "${MARKS[0]}" ... "${MARKS[1]}".`);
  return `${readme.slice(0, open + MARKS[0].length)}\n\n${table}\n\n${readme.slice(close)}`;
}

function recalls(figures: DirectionResult): string {
  return [figures['R@1'], figures['R@5'], figures['R@10']].map((value) => value.toFixed(1)).join(' / ');
}

function interval({ intervals }: DirectionResult): string {
  return intervals['R@1'].map((end) => end.toFixed(1)).join(' to ');
}
