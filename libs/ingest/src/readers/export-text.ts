import { AppError, type EntryText } from '@unseen/domain';

type Word = EntryText['words'][number];

/** Words of one picture, and characters of one. */
const MOST = { words: 10_000, characters: 1_000, reader: 200 } as const;
/** Shares of a picture are rounded. */
const ROUNDED = 1e-3;

/**
 * What an export says is written in a picture.
 * @param picture - SHA-256 of it
 * @throws AppError `entry_invalid`
 */
export function readText({ state, reader = '', words }: Record<string, unknown>, picture: string): EntryText {
  if (state !== 'read' && state !== 'corrected') throw wrong('its `state` is neither `read` nor `corrected`');
  if (typeof reader !== 'string' || reader.length > MOST.reader) throw wrong('its `reader` is no name');
  if (!Array.isArray(words) || words.length > MOST.words)
    throw wrong(`its \`words\` are no list of at most ${MOST.words}`);
  return { state, reader, picture, words: words.map(readWord) };
}

function readWord(word: unknown): Word {
  const { text, box, confidence = 1 } = (word ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string' || text === '' || text.length > MOST.characters || !text.isWellFormed())
    throw wrong(`a word has no \`text\` of at most ${MOST.characters} characters`);
  if (!isShare(confidence)) throw wrong('the `confidence` of a word is not a number from 0 to 1');
  if (!isBox(box)) throw wrong('the `box` of a word does not lie in the picture');
  return { text, box, confidence };
}

function isBox(box: unknown): box is Word['box'] {
  if (!Array.isArray(box) || box.length !== 4 || !box.every(isShare)) return false;
  const [x, y, width, height] = box as unknown as Word['box'];
  return x + width <= 1 + ROUNDED && y + height <= 1 + ROUNDED;
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function wrong(reason: string): AppError {
  return new AppError('entry_invalid', `\`text\` cannot be taken: ${reason}.`);
}
