import { describe, expect, it } from 'vitest';
import {
  ChoiceField,
  ChoicesField,
  CollectionField,
  DataField,
  FlagField,
  ItemIdField,
  MomentField,
  MOST_FIELDS,
  MOST_PROBLEMS,
  NestedField,
  NestedListField,
  PictureField,
  readFields,
  TextField,
  TextOrTextsField,
  TextsField,
  UuidField,
  WholeNumberField,
} from './index.ts';

const Part = requestOf({
  name: TextField({ min: 1, description: 'A name' }),
  count: WholeNumberField({ optional: true, description: 'How many' }),
});

const Request = requestOf({
  text: TextField({ optional: true, max: 10, tooLong: 'query_too_long', description: 'A text' }),
  note: TextField({ optional: true, nullable: true, description: 'Removed by null' }),
  texts: TextsField({ optional: true, most: 3, code: 'caption_invalid', description: 'Texts' }),
  not: TextOrTextsField({ optional: true, most: 3, description: 'A text, or some' }),
  limit: WholeNumberField({ optional: true, min: 1, max: 200, description: 'A number' }),
  explain: FlagField({ optional: true, description: 'A flag' }),
  choice: ChoiceField(['a', 'b'], { optional: true, description: 'A choice' }),
  choices: ChoicesField(['a', 'b'], { optional: true, description: 'Choices' }),
  collection: CollectionField({ optional: true, description: 'A collection' }),
  itemId: ItemIdField({ optional: true, description: 'An item' }),
  job: UuidField({ optional: true, code: 'job_not_found', description: 'A job' }),
  at: MomentField({ optional: true, description: 'A moment' }),
  image: PictureField({ optional: true, description: 'A picture' }),
  metadata: DataField({ optional: true, code: 'metadata_invalid', description: 'Data' }),
  part: NestedField(() => Part, { optional: true, description: 'A part' }),
  parts: NestedListField(() => Part, { optional: true, most: 3, description: 'Parts' }),
});

const NAMES = ['constructor', 'prototype', 'hasOwnProperty', 'toJSON', 'then', 'toString'];

describe('readFields', () => {
  it('takes null for an optional field as absent, and hands it on where it means something', () => {
    const nulls = Object.fromEntries(Object.keys(whole).map((name) => [name, null]));
    expect(readFields(Request, nulls)).toEqual({ note: null });
    expect(() => readFields(Part, { name: null })).toThrow(refusal('invalid_request', 'name'));
  });

  it('takes values as they are', () => {
    expect(readFields(Request, whole)).toEqual(whole);
    const metadata = Object.fromEntries(NAMES.map((name) => [name, { [name]: 1 }]));
    expect(readFields(Request, { metadata }).metadata).toBe(metadata);
  });

  it('makes values of text where there is text alone', () => {
    const written = {
      text: '5',
      limit: '20',
      explain: 'true',
      texts: ['a', 'b'],
      not: '["a","b"]',
      metadata: '{"a":1}',
      part: '{"name":"x","count":2}',
    };
    expect(readFields(Request, written, 'text')).toEqual({
      ...written,
      limit: 20,
      explain: true,
      not: ['a', 'b'],
      metadata: { a: 1 },
      part: { name: 'x', count: 2 },
    });
    expect(readFields(Request, { texts: 'one', not: 'two' }, 'text')).toEqual({ texts: ['one'], not: 'two' });
  });

  it.each(NAMES)('refuses a field called %s', (name) => {
    expect(() => readFields(Request, { [name]: 1 })).toThrow(refusal('invalid_request', name));
    expect(() => readFields(Request, { part: { name: 'x', [name]: 1 } })).toThrow(
      refusal('invalid_request', `part.${name}`),
    );
  });

  it.each<[string, unknown, string, string]>([
    ['limit', '10', 'invalid_request', 'must be a whole number from 1 to 200'],
    ['limit', true, 'invalid_request', 'must be a whole number from 1 to 200'],
    ['limit', 0, 'invalid_request', 'must be a whole number from 1 to 200'],
    ['limit', 1.5, 'invalid_request', 'must be a whole number from 1 to 200'],
    ['limit', Infinity, 'invalid_request', 'must be a whole number from 1 to 200'],
    ['text', 5, 'invalid_request', 'must be a text'],
    ['text', 'a\0', 'invalid_request', 'must not hold NUL or malformed characters'],
    ['text', '\ud800', 'invalid_request', 'must not hold NUL or malformed characters'],
    ['text', 'x'.repeat(11), 'query_too_long', 'has 11 characters; at most 10 are allowed'],
    [
      'texts',
      ['a', '\ud800'],
      'caption_invalid',
      'has at [1] what must not hold NUL or malformed characters',
    ],
    ['texts', 'a', 'caption_invalid', 'must be a list'],
    ['texts', ['a', 'b', 'c', 'd'], 'caption_invalid', 'holds 4; at most 3 are allowed'],
    ['not', {}, 'invalid_request', 'must be a text or a list of texts'],
    ['explain', 'False', 'invalid_request', 'must be true or false'],
    ['choice', 'c', 'invalid_request', 'must be one of a, b'],
    ['choices', ['a', 'a'], 'invalid_request', 'must name each once'],
    ['choices', [], 'invalid_request', 'must hold at least 1'],
    ['collection', 'a\0', 'collection_invalid', 'must not hold NUL or malformed characters'],
    ['collection', 'My things', 'collection_invalid', 'must be 1 to 64 of'],
    ['itemId', '', 'item_id_invalid', 'must not be empty'],
    ['job', 'nope', 'job_not_found', 'is not the id of anything'],
    ['at', '2027-W01-1', 'invalid_request', 'must be a date and time with a zone'],
    ['at', '2027-01-01', 'invalid_request', 'must be a date and time with a zone'],
    ['at', '2027-02-31T25:00:00Z', 'invalid_request', 'must be a date and time with a zone'],
    ['image', 'data:image/png;base64,AAAA', 'invalid_request', 'must be base64 alone'],
    ['image', '!!!!', 'invalid_request', 'must be base64 text'],
    ['metadata', [], 'metadata_invalid', 'must be an object'],
    ['part', [], 'invalid_request', 'must be an object'],
    ['parts', [1], 'invalid_request', 'has at [0] what must be an object'],
  ])('refuses %s: %j with %s', (field, value, code, message) => {
    expect(() => readFields(Request, { [field]: value })).toThrow(refusal(code, field, message));
  });

  it('names what is wrong inside objects by their path', () => {
    const parts = [{ name: 'x' }, { name: '', count: -1 }];
    expect(() => readFields(Request, { parts })).toThrow(refusal('invalid_request', 'parts[1].name'));
  });

  it('refuses more fields than any request has, before it looks at them', () => {
    const many = Object.fromEntries(Array.from({ length: MOST_FIELDS + 1 }, (_, index) => [`k${index}`, 1]));
    expect(() => readFields(Request, many)).toThrow(/65 fields; at most 64/);
  });

  it('lists some of many problems', () => {
    const some = Object.fromEntries(Array.from({ length: MOST_FIELDS }, (_, index) => [`k${index}`, 1]));
    try {
      readFields(Request, some);
    } catch (error) {
      expect((error as { errors: unknown[] }).errors).toHaveLength(MOST_PROBLEMS);
      return;
    }
    expect.unreachable();
  });
});

const whole = {
  text: 'a',
  note: 'b',
  texts: ['c'],
  not: ['d'],
  limit: 1,
  explain: false,
  choice: 'a',
  choices: ['b', 'a'],
  collection: 'things',
  itemId: 'sku 1',
  job: '00000000-0000-4000-8000-000000000000',
  at: '2027-01-31T12:00:00+01:00',
  image: 'AAAA',
  metadata: { a: [1, null] },
  part: { name: 'x' },
  parts: [{ name: 'y', count: 0 }],
};

function refusal(code: string, field: string, message = '') {
  const errors: unknown = expect.arrayContaining([
    { field, message: expect.stringContaining(message) as string },
  ]);
  return expect.objectContaining({ code, errors }) as Error;
}

/** A class of requests as decorators make one: test files are compiled without them. */
function requestOf(fields: Record<string, PropertyDecorator>): new () => Record<string, unknown> {
  class Request {}
  for (const [name, decorate] of Object.entries(fields)) decorate(Request.prototype, name);
  return Request as new () => Record<string, unknown>;
}
