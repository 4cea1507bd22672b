import { field, type FieldOptions } from './rule.ts';
import { listProblem } from './texts.ts';

/** The largest whole number Postgres and every client hold alike. */
export const MOST_WHOLE = 2 ** 31 - 1;

interface NumberOptions extends FieldOptions {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number within its bounds. */
export function WholeNumberField(options: NumberOptions): PropertyDecorator {
  const { min = 0, max = MOST_WHOLE, ...rest } = options;
  const schema = { type: 'integer', minimum: min, maximum: max };
  return field({ schema, form: 'number', check: (value) => wholeNumberProblem(value, min, max) }, rest);
}

/** A whole number within its bounds, or one word. */
export function WholeNumberOrField(options: NumberOptions & { readonly word: string }): PropertyDecorator {
  const { min = 0, max = MOST_WHOLE, word, ...rest } = options;
  const schema = {
    oneOf: [
      { type: 'integer', minimum: min, maximum: max },
      { type: 'string', enum: [word] },
    ],
  };
  const check = (value: unknown) => {
    const problem = value === word ? undefined : wholeNumberProblem(value, min, max);
    return problem && `${problem}, or "${word}"`;
  };
  return field({ schema, form: 'number', check }, rest);
}

/** A number within its bounds. */
export function NumberField(options: NumberOptions & { readonly min: number; readonly max: number }) {
  const { min, max, ...rest } = options;
  const check = (value: unknown) =>
    typeof value === 'number' && value >= min && value <= max
      ? undefined
      : `must be a number from ${min} to ${max}`;
  return field({ schema: { type: 'number', minimum: min, maximum: max }, form: 'number', check }, rest);
}

/** A rectangle in a picture: left, top, width and height, each a share of the picture, none of it outside. */
export function BoxField(options: FieldOptions): PropertyDecorator {
  const schema = {
    type: 'array',
    items: { type: 'number', minimum: 0, maximum: 1 },
    minItems: 4,
    maxItems: 4,
  } as const;
  return field({ schema, form: 'json', check: boxProblem }, options);
}

/** True or false. */
export function FlagField(options: FieldOptions): PropertyDecorator {
  const check = (value: unknown) => (typeof value === 'boolean' ? undefined : 'must be true or false');
  return field({ schema: { type: 'boolean' }, form: 'flag', check }, options);
}

/** One of a few words. */
export function ChoiceField(words: readonly string[], options: FieldOptions): PropertyDecorator {
  const schema = { type: 'string', enum: [...words] };
  return field({ schema, check: (value) => choiceProblem(words, value) }, options);
}

/** Several of a few words, each once, at least one. */
export function ChoicesField(words: readonly string[], options: FieldOptions): PropertyDecorator {
  const schema = {
    type: 'array',
    items: { type: 'string', enum: [...words] },
    minItems: 1,
    uniqueItems: true,
  } as const;
  const check = (value: unknown) =>
    listProblem(value, { least: 1, most: words.length }, (each) => choiceProblem(words, each)) ??
    (new Set(value as unknown[]).size < (value as unknown[]).length ? 'must name each once' : undefined);
  return field({ schema, form: 'list', check }, options);
}

/** What is wrong with a value that should be a whole number; NaN, Infinity and numbers written as text are none. */
export function wholeNumberProblem(value: unknown, min: number, max: number): string | undefined {
  const whole = typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
  return whole ? undefined : `must be a whole number from ${min} to ${max}`;
}

/** Shares are written with few digits: sums may be a little over. */
const ROUNDING = 1e-3;

function boxProblem(value: unknown): string | undefined {
  const shares = Array.isArray(value) && value.length === 4 ? (value as unknown[]) : [];
  const [x, y, width, height] = shares.map((share) =>
    typeof share === 'number' && share >= 0 ? share : Number.NaN,
  );
  return x! + width! <= 1 + ROUNDING && y! + height! <= 1 + ROUNDING
    ? undefined
    : 'must be [left, top, width, height], shares of the picture from 0 to 1';
}

function choiceProblem(words: readonly string[], value: unknown): string | undefined {
  return typeof value === 'string' && words.includes(value)
    ? undefined
    : `must be one of ${words.join(', ')}`;
}
