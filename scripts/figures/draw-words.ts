import { heatColor } from '@unseen/imaging/heat-ramp';
import type { WordAttention } from '@unseen/imfa';
import { at, figure } from './svg.ts';
import type { WordsInPicture } from './words-in-picture.ts';

const EDGE = 128;
const GAP = 12;
const CAPTION = 44;

/** The picture, then for each word the regions it looks at. */
export function drawWords({ text, picture, attention }: WordsInPicture): string {
  const source = `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`;
  const panels = attention.words.map((word, i) =>
    panel(i + 1, word.text, `weighs ${Math.round(100 * word.weight)} %`, heat(word, attention)),
  );
  return figure(
    (attention.words.length + 1) * (EDGE + GAP) - GAP,
    EDGE + CAPTION,
    `Where the words of “${text}” look in a drawing of a horse race`,
    [
      `<defs><image id="picture" width="${EDGE}" height="${EDGE}" href="${source}"/></defs>`,
      panel(0, 'the picture', '', ''),
      ...panels,
    ],
  );
}

function panel(place: number, title: string, note: string, over: string): string {
  return [
    `<g transform="translate(${place * (EDGE + GAP)} 0)">`,
    `<use href="#picture"/>${over}`,
    `<text x="${EDGE / 2}" y="${EDGE + 20}" text-anchor="middle">${title}</text>`,
    `<text class="muted" x="${EDGE / 2}" y="${EDGE + 38}" text-anchor="middle">${note}</text>`,
    '</g>',
  ].join('');
}

/** One square for each region, from its least to its greatest weight. */
function heat({ weights }: WordAttention, { rows, cols }: { rows: number; cols: number }): string {
  const [least, most] = [Math.min(...weights), Math.max(...weights)];
  const [width, height] = [EDGE / cols, EDGE / rows];
  return [...weights]
    .map((weight, region) => {
      const [red, green, blue, alpha] = heatColor((weight - least) / (most - least));
      const place = `x="${at((region % cols) * width)}" y="${at(Math.floor(region / cols) * height)}"`;
      return `<rect ${place} width="${at(width)}" height="${at(height)}" fill="rgb(${red} ${green} ${blue})" fill-opacity="${(alpha / 255).toFixed(2)}"/>`;
    })
    .join('');
}
