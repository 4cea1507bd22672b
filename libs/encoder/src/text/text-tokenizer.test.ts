import { describe, expect, it } from 'vitest';
import { TINY_VOCABULARY, tinyTokenizer } from '../testing/tiny-tokenizer.ts';
import { TextTokenizer } from './text-tokenizer.ts';
import type { TokenizerJson } from './word-starts.ts';

const tokenizer = new TextTokenizer(tinyTokenizer() as TokenizerJson, 32);
const id = (token: string) => TINY_VOCABULARY.indexOf(token);

describe('TextTokenizer', () => {
  it('puts special tokens around the words and masks them', () => {
    const { ids, wordMask } = tokenizer.tokenize('the Red dog');
    expect(ids).toEqual([id('[CLS]'), id('the'), id('red'), id('dog'), id('[SEP]')]);
    expect(wordMask).toEqual([0, 1, 1, 1, 0]);
  });

  it('names words as written, with the pieces that spell them', () => {
    const { words } = tokenizer.tokenize('A  Élan, RED!');
    expect(words.map(({ text }) => text)).toEqual(['A', 'Élan', ',', 'RED', '!']);
    expect(words[1]!.tokens).toEqual([2, 3, 4, 5]);
  });

  it('shows unknown words as written, too', () => {
    const { words } = tokenizer.tokenize('red 🦄 日 dog');
    expect(words.map(({ text }) => text)).toEqual(['red', '🦄', '日', 'dog']);
  });

  it('cuts long texts and keeps the closing special token', () => {
    const { ids, wordMask } = tokenizer.tokenize('red '.repeat(12_500));
    expect(ids).toHaveLength(32);
    expect(ids.at(-1)).toBe(id('[SEP]'));
    expect(wordMask.filter((mask) => mask === 1)).toHaveLength(30);
  });

  it('answers a 50,000 character word without delay', () => {
    const before = process.cpuUsage();
    tokenizer.tokenize('a'.repeat(50_000));
    tokenizer.tokenize('👩‍👩‍👧‍👦'.repeat(5_000));
    // Of the processor, whoever else wants it: quadratic work would take minutes.
    expect(process.cpuUsage(before).user).toBeLessThan(10e6);
  });

  it.each([
    '',
    '   \n\t',
    '\u0000\u0001',
    '\u200b',
    '\ud83d',
    '[CLS] [PAD]',
    '\uFFFD',
    '﷽',
    'e\u0301'.repeat(40),
  ])('accepts %j', (text) => {
    const { ids, wordMask, words } = tokenizer.tokenize(text);
    expect(ids).toHaveLength(wordMask.length);
    expect(words.flatMap(({ tokens }) => tokens).every((at) => wordMask[at] === 1)).toBe(true);
  });

  it('leaves an empty text its special tokens, none of them a word', () => {
    const { ids, wordMask, words } = tokenizer.tokenize(' \u0000 ');
    expect({ ids, wordMask, words }).toEqual({
      ids: [id('[CLS]'), id('[SEP]')],
      wordMask: [0, 0],
      words: [],
    });
  });

  it('never leaves a model without a token, also where there are no special ones', () => {
    const bare = new TextTokenizer(
      { ...tinyTokenizer(), post_processor: null } as unknown as TokenizerJson,
      8,
    );
    expect(bare.tokenize('red')).toMatchObject({ ids: [id('red')], wordMask: [1] });
    expect(bare.tokenize('')).toMatchObject({ ids: [id('.')], wordMask: [0], words: [] });
  });

  it('groups the pieces of CLIP-style byte-pair encodings by their end-of-word mark', () => {
    const clip = new TextTokenizer(bytePairTokenizer(), 10);
    const { ids, wordMask, words } = clip.tokenize('Ab a');
    expect(ids).toEqual([0, 3, 4, 5, 1]);
    expect(wordMask).toEqual([0, 1, 1, 1, 0]);
    expect(words).toEqual([
      { text: 'Ab', tokens: [1, 2] },
      { text: 'a', tokens: [3] },
    ]);
  });
});

function bytePairTokenizer(): TokenizerJson {
  const special = (token: number, content: string) => ({
    id: token,
    content,
    special: true,
    normalized: false,
    single_word: false,
    lstrip: false,
    rstrip: false,
  });
  return {
    added_tokens: [special(0, '<s>'), special(1, '</s>')],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: { type: 'RobertaProcessing', sep: ['</s>', 1], cls: ['<s>', 0], add_prefix_space: false },
    decoder: { type: 'BPEDecoder', suffix: '</w>' },
    model: {
      type: 'BPE',
      unk_token: '</s>',
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      vocab: { '<s>': 0, '</s>': 1, '.</w>': 2, a: 3, 'b</w>': 4, 'a</w>': 5 },
      merges: [],
    },
  } as TokenizerJson;
}
