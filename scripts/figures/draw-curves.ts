import type { Accuracy } from '@unseen/classes';
import type { ZeroShotRun } from '../../benchmarks/support/zero-shot.ts';
import { at, figure } from './svg.ts';

const SIZE = { width: 560, height: 380, left: 58, right: 16, top: 16, bottom: 52 };
/** The axes end here: no accuracy of the sample comes near. */
const MOST = 0.6;
const TICKS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
const COLORS = ['a', 'b'];

interface Run {
  /** Exemplars of each unseen class. */
  readonly shots: number;
  readonly run: ZeroShotRun;
}

/** Unseen over seen accuracy as seen classes give up more and more, with the points without and with calibration. */
export function drawCurves(runs: readonly Run[]): string {
  return figure(SIZE.width, SIZE.height, 'Accuracy on unseen classes over accuracy on seen classes', [
    ...TICKS.flatMap((share) => [
      `<path class="line" d="M${x(share)} ${y(0)}V${y(MOST)}M${x(0)} ${y(share)}H${x(MOST)}"/>`,
      label(x(share), Number(y(0)) + 20, `${Math.round(100 * share)}`),
      label(SIZE.left - 16, Number(y(share)) + 4, `${Math.round(100 * share)}`),
    ]),
    label(x(MOST / 2), SIZE.height - 10, 'seen classes, top-1 in percent'),
    `<g transform="translate(16 ${y(MOST / 2)}) rotate(-90)">${label(0, 0, 'unseen classes, top-1 in percent')}</g>`,
    ...runs.flatMap(({ shots, run }, i) => curve(shots, run, COLORS[i]!)),
  ]);
}

function curve(shots: number, { curve: points, plain, calibrated }: ZeroShotRun, color: string): string[] {
  const path = points.map(({ seen, unseen }) => `${x(seen)} ${y(unseen)}`).join('L');
  const name = shots === 0 ? 'words alone' : `words and ${shots} exemplars`;
  return [
    `<path class="curve ${color}" d="M${path}"/>`,
    dot(plain.top1, color, false),
    dot(calibrated.top1, color, true),
    `<text class="${color}" x="${SIZE.left + 10}" y="${Number(y(points.at(-1)!.unseen)) - 8}">${name}</text>`,
  ];
}

/** Filled for the calibrated catalogue, hollow for the one that is not. */
function dot({ seen, unseen }: Accuracy, color: string, filled: boolean): string {
  const fill = filled ? '' : ' style="fill: none; stroke-width: 2"';
  return `<circle class="${color}" cx="${x(seen)}" cy="${y(unseen)}" r="5"${fill}/>`;
}

function label(left: number | string, top: number, text: string): string {
  return `<text class="muted" x="${left}" y="${top}" text-anchor="middle">${text}</text>`;
}

function x(share: number): string {
  return at(SIZE.left + (share / MOST) * (SIZE.width - SIZE.left - SIZE.right));
}

function y(share: number): string {
  return at(SIZE.height - SIZE.bottom - (share / MOST) * (SIZE.height - SIZE.bottom - SIZE.top));
}
