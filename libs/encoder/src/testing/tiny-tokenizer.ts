/** Colors the tiny pack knows by name: RGB in 0..1. */
export const TINY_COLORS: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  yellow: [1, 1, 0],
  cyan: [0, 1, 1],
  magenta: [1, 0, 1],
  white: [1, 1, 1],
  black: [0, 0, 0],
};

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
const CHARACTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const PLAIN_WORDS = ['a', 'the', 'and', 'of', 'with', 'on', 'picture', 'photo', 'thing', 'dog', 'cat', 'car'];

/** The vocabulary of the tiny pack: ids are positions. Any word of a-z and 0-9 can be spelled; the rest is [UNK]. */
export const TINY_VOCABULARY: readonly string[] = [
  ...new Set([
    ...SPECIAL,
    ...Object.keys(TINY_COLORS),
    ...PLAIN_WORDS,
    ...CHARACTERS,
    ...CHARACTERS.map((character) => `##${character}`),
    ...'.,!?-',
  ]),
];

/** A `tokenizer.json` for {@link TINY_VOCABULARY}: BERT's normalizer, pre-tokenizer and WordPiece. */
export function tinyTokenizer(): object {
  const special = (content: string) => ({
    id: TINY_VOCABULARY.indexOf(content),
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map(special),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'BertProcessing',
      sep: ['[SEP]', TINY_VOCABULARY.indexOf('[SEP]')],
      cls: ['[CLS]', TINY_VOCABULARY.indexOf('[CLS]')],
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(TINY_VOCABULARY.map((token, id) => [token, id])),
    },
  };
}
