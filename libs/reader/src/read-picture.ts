import type { Detector } from './detect/detector.ts';
import { turn, type TextBox } from './detect/text-box.ts';
import type { Raster } from './raster.ts';
import type { ReadCharacter } from './recognize/ctc.ts';
import type { Recognizer } from './recognize/recognizer.ts';
import { boxOfWord, splitWords, type LineWord } from './recognize/words.ts';
import type { ReadWord } from './worker/protocol.ts';

/** Pixels of the longer edge at which a first look tells whether there is any text. */
const LOOK_EDGE = 320;
/** Pixels of the longer edge at which lines are found. */
const READ_EDGE = 736;
/** The same where a large picture holds small letters. */
const CLOSE_EDGE = 1_280;
/** A picture with a longer edge of at least so many pixels may hold letters that are lost at {@link READ_EDGE}. */
const LARGE = 1_200;
/** Lines lower than this, in pixels at {@link READ_EDGE}, are looked at more closely. */
const LOW = 18;
/** The most lines of one picture that are read, the largest first. */
const MOST_LINES = 60;
/** A line so much higher than wide, as the picture stands, runs up or down. */
const UPRIGHT = 1.5;
/** A line read with less confidence than this may stand on its head. */
const SURE = 0.9;
/** A line that is no longer than this, in heights of it, is a single sign: a ring, a cross and a window look like letters too. */
const SINGLE = 1.25;
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

/**
 * Reads the words of a picture, in the order their lines are found.
 * @param lookFirst - whether a first look, at a fraction of the cost, may find that there is nothing to read
 */
export async function readPicture(
  { detector, recognizer, score }: ReadingParts,
  raster: Raster,
  lookFirst: boolean,
): Promise<ReadWord[]> {
  if (lookFirst && (await detector.find(raster, LOOK_EDGE)).length === 0) return [];
  const boxes = (await findLines(detector, raster)).slice(0, MOST_LINES);
  const reader = new LineReader(recognizer, raster);
  const words: ReadWord[] = [];
  for (const box of boxes) {
    const { line, characters } = await reader.read(box);
    for (const { text, confidence, from, to } of believable(splitWords(characters), score)) {
      words.push({ text, confidence, box: boxOfWord(line, { from, to }, raster) });
    }
  }
  return words;
}

/** Lines that may hold more than a single sign, found at a size that suits the letters. */
async function findLines(detector: Detector, raster: Raster): Promise<TextBox[]> {
  const edge = Math.max(raster.width, raster.height);
  let boxes = await detector.find(raster, READ_EDGE);
  const scale = READ_EDGE / edge;
  if (edge >= LARGE && boxes.some(({ width, height }) => Math.min(width, height) * scale < LOW)) {
    boxes = await detector.find(raster, CLOSE_EDGE);
  }
  return boxes.filter(({ width, height }) => Math.max(width, height) >= SINGLE * Math.min(width, height));
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
    const runs = box.height > box.width * UPRIGHT ? 'upright' : 'level';
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
