import type { Detector } from './detect/detector.ts';
import { findLines } from './detect/find-lines.ts';
import { runsUpright, turn, type TextBox } from './detect/text-box.ts';
import type { Raster } from './raster.ts';
import type { ReadCharacter } from './recognize/ctc.ts';
import { inReadingOrder } from './reading-order.ts';
import type { Recognizer } from './recognize/recognizer.ts';
import { boxOfWord, splitWords, type LineWord } from './recognize/words.ts';
import type { ReadWord } from './worker/protocol.ts';

/** Pixels of the longer edge at which a look tells whether there is any text. */
export const LOOK_EDGE = 384;
/** The most lines of one picture that are read, the largest first. */
const MOST_LINES = 200;
/** A line read with less confidence than this may stand on its head. */
const SURE = 0.9;
/** Least confidence of a line of two signs. */
const SURE_OF_TWO = 0.95;
/** Signs a line needs to be tried upside down. */
const WORTH_TURNING = 3;

/** The parts a picture is read with. */
export interface ReadingParts {
  readonly detector: Detector;
  readonly recognizer: Recognizer;
  /** Least confidence of a word. */
  readonly score: number;
}

/** Whether a look at a picture, at a fraction of the cost of reading it, finds anything to read. */
export async function seesText(
  { detector }: Pick<ReadingParts, 'detector'>,
  raster: Raster,
): Promise<boolean> {
  return detector.sees(raster, LOOK_EDGE);
}

/** Reads the words of a picture, in the order a person reads them: column by column, line by line. */
export async function readPicture(
  { detector, recognizer, score }: ReadingParts,
  raster: Raster,
): Promise<ReadWord[]> {
  const boxes = (await findLines(detector, raster)).slice(0, MOST_LINES);
  const reader = new LineReader(recognizer, raster);
  const lines: { line: TextBox; words: ReadWord[] }[] = [];
  for (const box of boxes) {
    const { line, characters } = await reader.read(box);
    const words = believable(splitWords(characters), score).map(({ text, confidence, from, to }) => ({
      text,
      confidence,
      box: boxOfWord(line, { from, to }, raster),
    }));
    if (words.length > 0) lines.push({ line, words });
  }
  return inReadingOrder(lines, ({ line }) => line).flatMap(({ words }) => words);
}

/** Words of a line that are no chance likeness: the fewer signs a line has, the surer they must be. */
function believable(words: readonly LineWord[], score: number): readonly LineWord[] {
  const signs = words.reduce((sum, { text }) => sum + text.replace(/[^\p{L}\p{N}]/gu, '').length, 0);
  if (signs < 2) return [];
  const least = signs === 2 ? Math.max(score, SURE_OF_TWO) : score;
  return words.filter(({ confidence }) => confidence >= least);
}

/** Reads lines in the direction that makes the most sense of them; what was right for one line is tried first for the next. */
class LineReader {
  readonly #recognizer: Recognizer;
  readonly #raster: Raster;
  readonly #onHead = { level: false, upright: false };

  constructor(recognizer: Recognizer, raster: Raster) {
    this.#recognizer = recognizer;
    this.#raster = raster;
  }

  async read(box: TextBox): Promise<{ line: TextBox; characters: ReadCharacter[] }> {
    const runs = runsUpright(box) ? 'upright' : 'level';
    const first = turn(box, (runs === 'upright' ? 1 : 0) + (this.#onHead[runs] ? 2 : 0));
    const characters = await this.#recognizer.read(this.#raster, first);
    if (characters.length < WORTH_TURNING || confidenceOf(characters) >= SURE)
      return { line: first, characters };
    const other = turn(first, 2);
    const turned = await this.#recognizer.read(this.#raster, other);
    if (confidenceOf(turned) <= confidenceOf(characters)) return { line: first, characters };
    if (confidenceOf(turned) >= SURE) this.#onHead[runs] = !this.#onHead[runs];
    return { line: other, characters: turned };
  }
}

function confidenceOf(characters: readonly ReadCharacter[]): number {
  if (characters.length === 0) return 0;
  return characters.reduce((sum, { confidence }) => sum + confidence, 0) / characters.length;
}
