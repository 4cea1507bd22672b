import type { Reliability } from '../../benchmarks/support/reliability.ts';
import { at, figure } from './svg.ts';

const SIZE = { width: 760, height: 400, left: 58, right: 376, top: 16, bottom: 52 };
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const COLORS = ['a', 'b', 'c'];
/** Pairs a point of a curve stands for, at least: what fewer say is chance. */
const LEAST_PAIRS = 20;

/** Matches and what they are of. */
interface Named {
  readonly name: string;
  /** Which of the colors; those of one kind share it. */
  readonly kind: number;
  readonly dashed: boolean;
  readonly reliability: Reliability;
}

/** Share of pairs to which the text applies over their match: on the diagonal, a match is what it says. */
export function drawReliability(measured: readonly Named[]): string {
  return figure(SIZE.width, SIZE.height, 'Share of pairs to which the text applies over their match', [
    ...TICKS.flatMap((share) => [
      `<path class="line" d="M${x(share)} ${y(0)}V${y(1)}M${x(0)} ${y(share)}H${x(1)}"/>`,
      label(x(share), Number(y(0)) + 20, `${Math.round(100 * share)}`),
      label(SIZE.left - 16, Number(y(share)) + 4, `${Math.round(100 * share)}`),
    ]),
    `<path class="line" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>`,
    label(x(0.5), SIZE.height - 10, 'match in percent'),
    `<g transform="translate(16 ${y(0.5)}) rotate(-90)">${label(0, 0, 'of these the text applies to, percent')}</g>`,
    ...measured.flatMap((each, i) => curve(each, i)),
  ]);
}

function curve({ name, kind, dashed, reliability: { bins, error } }: Named, index: number): string[] {
  const color = COLORS[kind]!;
  const points = bins.filter(({ pairs }) => pairs >= LEAST_PAIRS);
  const path = points.map(({ match, share }) => `${x(match)} ${y(share)}`).join('L');
  const dashes = dashed ? ' stroke-dasharray="5 4"' : '';
  const [left, top] = [SIZE.width - SIZE.right + 16, SIZE.top + 16 + 22 * index];
  return [
    `<path class="curve ${color}"${dashes} d="M${path}"/>`,
    ...points.map(({ match, share }) => `<circle class="${color}" cx="${x(match)}" cy="${y(share)}" r="3"/>`),
    `<path class="curve ${color}"${dashes} d="M${left} ${top - 4}h22"/>`,
    `<text class="${color}" x="${left + 28}" y="${top}">${name}, error ${error.toFixed(4)}</text>`,
  ];
}

function label(left: number | string, top: number, text: string): string {
  return `<text class="muted" x="${left}" y="${top}" text-anchor="middle">${text}</text>`;
}

function x(share: number): string {
  return at(SIZE.left + share * (SIZE.width - SIZE.left - SIZE.right));
}

function y(share: number): string {
  return at(SIZE.height - SIZE.bottom - share * (SIZE.height - SIZE.bottom - SIZE.top));
}
