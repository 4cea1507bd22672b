import { ApiPropertyOptional } from '@nestjs/swagger';
import { ITEM_LIMITS } from '@unseen/domain';
import { schemaOf } from './fields/index.ts';
import { base64Problem } from './fields/objects.ts';
import { field, type FieldOptions, type Refusal } from './fields/rule.ts';
import { listProblem, textProblem } from './fields/texts.ts';

/** Texts, pictures and items that a search can do without. */
const MOST = 8;
const TEXT = { min: 0, max: 2_000, tooLong: 'query_too_long' } as const;

/** What hits should not be like: one of the two. */
export class Unlike {
  @ApiPropertyOptional({ type: 'string', format: 'byte', description: 'A picture, base64' })
  image?: string;
  @ApiPropertyOptional({ description: 'A stored item of the collection', example: 'sku-4711' })
  itemId?: string;
}

/** One thing that is not wanted, or a list of them: a text, `{ image }`, `{ itemId }`. In a multipart body a list is JSON. */
export function NotField(options: FieldOptions): PropertyDecorator {
  const one = [{ type: 'string', maxLength: TEXT.max }, schemaOf(Unlike)];
  const schema = { oneOf: [...one, { type: 'array', items: { oneOf: one }, maxItems: MOST }] };
  const check = (value: unknown) =>
    Array.isArray(value) ? listProblem(value, { most: MOST }, problemOfOne) : problemOfOne(value);
  return field({ schema, form: 'textOrList', check }, options);
}

function problemOfOne(value: unknown): string | Refusal | undefined {
  if (typeof value === 'string') return textProblem(value, TEXT);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [[name, given] = ['', undefined], ...others] = entries.filter(([, each]) => each !== undefined);
  if (others.length > 0 || (name !== 'image' && name !== 'itemId')) {
    return 'must be a text, { image } or { itemId }';
  }
  const problem =
    name === 'image' ? base64Problem(given) : textProblem(given, { min: 1, max: ITEM_LIMITS.idLength });
  return typeof problem === 'string' ? `must be { ${name} } whose value ${problem}` : problem;
}
