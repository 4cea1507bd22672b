import { ITEM_LIMITS } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { validateItemInput } from './item-input.ts';

const code = (input: Parameters<typeof validateItemInput>[0]): string => {
  try {
    validateItemInput(input);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};

/** An object nested so many levels deep. */
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe('validateItemInput', () => {
  it('passes on what is valid, captions trimmed and each kept once', () => {
    expect(
      validateItemInput({
        id: 'shoes/red 1.jpg',
        collection: 'shop_2',
        captions: ['  a red shoe ', 'a red shoe', '赤い靴'],
        metadata: { price: 12.5, tags: ['red', 'shoe'], size: { eu: 42 }, sold: false, note: null },
      }),
    ).toEqual({
      id: 'shoes/red 1.jpg',
      collection: 'shop_2',
      captions: ['a red shoe', '赤い靴'],
      metadata: { price: 12.5, tags: ['red', 'shoe'], size: { eu: 42 }, sold: false, note: null },
    });
  });

  it('leaves out what was not sent, so an update can tell it from empty', () => {
    expect(validateItemInput({})).toEqual({ collection: 'default', captions: [] });
    expect(validateItemInput({ metadata: {} })).toHaveProperty('metadata', {});
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(ITEM_LIMITS.idLength + 1)],
    ['too long in bytes', '\u8d64'.repeat(ITEM_LIMITS.idLength / 3 + 1)],
    ['a number', 7],
    ['null', null],
    ['with a line end', 'a\nb'],
    ['with NUL', 'a\0b'],
    ['with a C1 control', 'a\u0085b'],
    ['with half a surrogate pair', 'a\ud800'],
    ['with a blank at its end', 'a '],
    ['a folder in every address', '..'],
    ['the address where items are counted', 'count'],
  ])('refuses an id that is %s', (_, id) => {
    expect(code({ id })).toBe('item_id_invalid');
  });

  it.each([
    ['with NUL', ['a\0']],
    ['with half a surrogate pair', ['\udc00 cat']],
    ['not text', [7]],
    ['not a list', 'a cat'],
    ['one too many', Array.from({ length: ITEM_LIMITS.captionsPerItem + 1 }, (_, n) => `caption ${n}`)],
  ])('refuses captions that are %s', (_, captions) => {
    expect(code({ captions })).toBe('caption_invalid');
  });

  it('drops captions nobody can see', () => {
    const captions = ['', ' \t ', '\u200b\u200d', 'A dog.'];
    expect(validateItemInput({ captions }).captions).toEqual(['A dog.']);
  });

  it('holds captions to their length', () => {
    expect(code({ captions: ['x'.repeat(ITEM_LIMITS.captionLength)] })).toBe('accepted');
    expect(code({ captions: ['x'.repeat(ITEM_LIMITS.captionLength + 1)] })).toBe('caption_too_long');
  });

  it.each([
    ['a list', []],
    ['text', 'x'],
    ['null', null],
    ['nested too deep', nested(ITEM_LIMITS.metadataDepth + 1)],
    ['too large', { a: 'x'.repeat(ITEM_LIMITS.metadataBytes) }],
    ['of too many values', { a: Array.from({ length: 1_000_000 }, () => 1) }],
    ['of too many fields', Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`f${n}`, n]))],
    ['not finite', { a: Number.NaN }],
    ['with NUL', { a: '\0' }],
    ['with NUL in a name', { 'a\0': 1 }],
    ['with an empty name', { '': 1 }],
    ['after the prototype', JSON.parse('{"__proto__": {"admin": true}}')],
    ['with half a surrogate pair', { a: ['\ud83d'] }],
    ['with a date', { a: new Date(0) }],
    ['with undefined', { a: undefined }],
  ])('refuses metadata that is %s', (_, metadata) => {
    expect(code({ metadata })).toBe('metadata_invalid');
  });

  it('takes metadata at its limits', () => {
    expect(code({ metadata: nested(ITEM_LIMITS.metadataDepth) })).toBe('accepted');
    expect(code({ metadata: Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`f${n}`, n])) })).toBe(
      'accepted',
    );
  });

  it.each(['', 'Shop', '-shop', 'a b', 'x'.repeat(65), '../x', 5, null])(
    'refuses the collection name %j',
    (collection) => {
      // null counts as not sent
      expect(code({ collection })).toBe(collection === null ? 'accepted' : 'collection_invalid');
    },
  );
});
