import type { DirectionResult, EvaluationResult } from '@unseen/evaluation';
import { styleText } from 'node:util';
import { printTable } from '../output/table.ts';

/** Skipped entries shown; the JSON lists more. */
const SHOWN = 5;

/** Prints an evaluation for people: one line per method and direction, then what was gained and what was left out. */
export function printResult(result: EvaluationResult): void {
  const { kept, pictures, captions, pack, device, rescored, seconds } = result;
  console.log(`${pictures} pictures, ${captions} captions (${kept}), ${pack} on ${device}`);
  const figures = ['R@1', 'R@5', 'R@10', 'median rank', 'mAP'];
  printTable(
    [
      { title: 'method' },
      { title: 'direction' },
      ...figures.map((title) => ({ title, align: 'right' as const })),
    ],
    Object.entries(result.methods).flatMap(([method, { imageToText, textToImage }]) => [
      [method, 'image to text', ...cells(imageToText)],
      ['', 'text to image', ...cells(textToImage)],
    ]),
  );
  printGroups(result);
  for (const { method, over, imageToText, textToImage } of result.comparisons) {
    const gain = ({ difference, interval }: { difference: number; interval: readonly number[] }) =>
      `${signed(difference)} [${interval.map((end) => signed(end)).join(', ')}]`;
    console.log(
      `${method} over ${over}, R@1: ${gain(imageToText['R@1'])} image to text, ${gain(textToImage['R@1'])} text to image`,
    );
  }
  printSkipped(result);
  const how =
    rescored.candidates === 'all' ? 'every candidate' : `the first ${rescored.candidates} of recall`;
  console.log(styleText('dim', `self and imfa re-score ${how}, recall is exact; ${seconds} s`));
}

function cells(
  direction: Pick<DirectionResult, 'R@1' | 'R@5' | 'R@10' | 'mAP'> & { medianRank?: number },
): string[] {
  const percents = [direction['R@1'], direction['R@5'], direction['R@10']].map((value) => value.toFixed(1));
  return [...percents, direction.medianRank?.toString() ?? '', direction.mAP.toFixed(1)];
}

function printGroups(result: EvaluationResult): void {
  for (const [method, directions] of Object.entries(result.methods)) {
    for (const [name, direction] of Object.entries({
      'image to text': directions.imageToText,
      'text to image': directions.textToImage,
    })) {
      const { seen, unseen, harmonicMean } = direction;
      const groups = Object.entries({ seen, unseen, 'harmonic mean': harmonicMean })
        .filter(([, figures]) => figures !== undefined)
        .map(([group, figures]) => `${group} ${cells(figures!).slice(0, 3).join(' / ')}`);
      if (groups.length > 0) console.log(`${method}, ${name}: ${groups.join(', ')}`);
    }
  }
}

function printSkipped({ skipped }: EvaluationResult): void {
  if (skipped.count === 0) return;
  console.log(styleText('yellow', `${skipped.count} pictures or lines could not take part:`));
  for (const { id, code, reason } of skipped.entries.slice(0, SHOWN)) {
    console.log(`  ${styleText('red', code)} ${id}: ${reason}`);
  }
  if (skipped.count > SHOWN) console.log(styleText('dim', `  and ${skipped.count - SHOWN} more`));
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
}
