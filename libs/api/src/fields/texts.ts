import { type ErrorCode, DEFAULT_COLLECTION, ITEM_LIMITS, isStorableText } from '@unseen/domain';
import { field, type FieldOptions, type Refusal } from './rule.ts';

const UNSTORABLE = 'must not hold NUL or malformed characters';

/** How long a text may be. */
interface TextOptions extends FieldOptions {
  /** Characters (UTF-16 code units); 0 when absent. */
  readonly min?: number;
  /** Characters; {@link MOST_CHARACTERS} when absent. */
  readonly max?: number;
  /** The code of a text, or of a list of them, that is too long, where it has one of its own. */
  readonly tooLong?: ErrorCode;
  /** What a text must look like, and the words for one that does not. */
  readonly pattern?: { readonly is: RegExp; readonly message: string };
}

/** No field is longer, pictures apart. */
export const MOST_CHARACTERS = 20_000;

/** A text that can be stored: no NUL, no surrogate without its partner, within its length. */
export function TextField(options: TextOptions): PropertyDecorator {
  const { min = 0, max = MOST_CHARACTERS, tooLong, pattern, ...rest } = options;
  const schema = {
    type: 'string',
    ...(min > 0 && { minLength: min }),
    ...(max < MOST_CHARACTERS && { maxLength: max }),
    ...(pattern && { pattern: pattern.is.source }),
  };
  return field({ schema, check: (value) => textProblem(value, { min, max, tooLong, pattern }) }, rest);
}

/** A list of texts. In a multipart body it is JSON, or the field comes once for each. */
export function TextsField(options: TextOptions & { readonly most: number; readonly least?: number }) {
  const { min = 0, max = MOST_CHARACTERS, tooLong, most, least = 0, pattern, ...rest } = options;
  const items = { type: 'string', ...(max < MOST_CHARACTERS && { maxLength: max }) };
  const schema = { type: 'array', items, maxItems: most, ...(least > 0 && { minItems: least }) } as const;
  const each = (value: unknown) => textProblem(value, { min, max, tooLong, pattern });
  const check = (value: unknown) => listProblem(value, { least, most, tooLong }, each);
  return field({ schema, form: 'list', check }, rest);
}

/** One text, or a list of them. */
export function TextOrTextsField(options: TextOptions & { readonly most: number }): PropertyDecorator {
  const { min = 0, max = MOST_CHARACTERS, tooLong, most, ...rest } = options;
  const text = { type: 'string', maxLength: max } as const;
  const schema = { oneOf: [text, { type: 'array', items: text, maxItems: most } as const] };
  const each = (value: unknown) => textProblem(value, { min, max, tooLong });
  const check = (value: unknown) => {
    if (typeof value === 'string') return each(value);
    return Array.isArray(value)
      ? listProblem(value, { most, tooLong }, each)
      : 'must be a text or a list of texts';
  };
  return field({ schema, form: 'textOrList', check }, rest);
}

const COLLECTION = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The name of a collection. */
export function CollectionField(options: FieldOptions): PropertyDecorator {
  const pattern = {
    is: COLLECTION,
    message: 'must be 1 to 64 of a-z, 0-9, "-" and "_", starting with a letter or digit',
  };
  const standard = options.optional === true ? { default: DEFAULT_COLLECTION } : {};
  return TextField({ code: 'collection_invalid', example: 'products', ...standard, ...options, pattern });
}

/** The id of an item: text without control characters. */
export function ItemIdField(options: FieldOptions): PropertyDecorator {
  const pattern = { is: /^[^\u0000-\u001f\u007f-\u009f]*$/, message: 'must not hold control characters' };
  const max = ITEM_LIMITS.idLength;
  return TextField({ code: 'item_id_invalid', example: 'sku-4711', ...options, min: 1, max, pattern });
}

/** Ids of items, at least one. */
export function ItemIdsField(options: FieldOptions & { readonly most: number }): PropertyDecorator {
  return TextsField({ example: ['sku-1', 'sku-2'], ...options, min: 1, max: ITEM_LIMITS.idLength, least: 1 });
}

/** Where a list of items goes on: an id may be long, and be longer still once it is sealed. */
export function ItemCursorField(): PropertyDecorator {
  const description = '`nextCursor` of the previous page';
  return TextField({ optional: true, max: 8_192, code: 'invalid_cursor', description });
}

/** A caption of an item. */
export function CaptionField(options: FieldOptions): PropertyDecorator {
  return TextField({ example: 'a red ceramic teapot', ...CAPTION, ...options });
}

/** Captions of an item. */
export function CaptionsField(options: FieldOptions): PropertyDecorator {
  // Repeated ones count once, which is looked at later.
  const most = 16 * ITEM_LIMITS.captionsPerItem;
  return TextsField({ example: ['a red ceramic teapot', 'a pot with a lid'], ...CAPTION, most, ...options });
}

const CAPTION = {
  code: 'caption_invalid',
  tooLong: 'caption_too_long',
  max: ITEM_LIMITS.captionLength,
} as const;

/** The words of a query. */
export function QueryTextField(options: FieldOptions): PropertyDecorator {
  return TextField({ example: 'a red apple', max: 2_000, tooLong: 'query_too_long', ...options });
}

/** The name of a metadata field, dotted when it is nested. */
export function MetadataPathField(options: FieldOptions): PropertyDecorator {
  return TextField({ example: 'brand', min: 1, max: 256, ...options });
}

/** Names of metadata fields. */
export function MetadataPathsField(options: FieldOptions & { readonly most: number }): PropertyDecorator {
  return TextsField({ min: 1, max: 256, ...options });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID. What is none is the id of nothing: `code` says what is not there. */
export function UuidField(options: FieldOptions): PropertyDecorator {
  const check = (value: unknown) =>
    typeof value === 'string' && UUID.test(value) ? undefined : 'is not the id of anything: it is no UUID';
  return field({ schema: { type: 'string', format: 'uuid' }, check }, options);
}

/** A moment: a date and time of RFC 3339, with its zone. */
export function MomentField(options: FieldOptions): PropertyDecorator {
  const form = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)$/;
  const check = (value: unknown) =>
    typeof value === 'string' && form.test(value) && !Number.isNaN(Date.parse(value))
      ? undefined
      : 'must be a date and time with a zone, such as 2027-01-31T12:00:00Z';
  return field({ schema: { type: 'string', format: 'date-time' }, check }, options);
}

/** What is wrong with a value that should be a text. */
export function textProblem(
  value: unknown,
  {
    min = 0,
    max = MOST_CHARACTERS,
    tooLong,
    pattern,
  }: Pick<TextOptions, 'min' | 'max' | 'tooLong' | 'pattern'>,
): string | Refusal | undefined {
  if (typeof value !== 'string') return 'must be a text';
  if (value.length < min) return min === 1 ? 'must not be empty' : `must have at least ${min} characters`;
  if (value.length > max) {
    const message = `has ${value.length} characters; at most ${max} are allowed`;
    return tooLong === undefined ? message : { message, code: tooLong };
  }
  if (!isStorableText(value)) return UNSTORABLE;
  return pattern !== undefined && !pattern.is.test(value) ? pattern.message : undefined;
}

/** What is wrong with a value that should be a list of something. */
export function listProblem(
  value: unknown,
  {
    least = 0,
    most,
    tooLong,
  }: { readonly least?: number; readonly most: number; readonly tooLong?: ErrorCode },
  problemOfEach: (each: unknown) => string | Refusal | undefined,
): string | Refusal | undefined {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length < least) return `must hold at least ${least}`;
  if (value.length > most) {
    return { message: `holds ${value.length}; at most ${most} are allowed`, code: tooLong };
  }
  for (const [index, each] of value.entries()) {
    const problem = problemOfEach(each);
    if (typeof problem === 'string') return `has at [${index}] what ${problem}`;
    if (problem !== undefined) return { ...problem, message: `has at [${index}] what ${problem.message}` };
  }
  return undefined;
}
