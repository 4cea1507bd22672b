import { getSchemaPath } from '@nestjs/swagger';
import { field, type FieldOptions } from './rule.ts';
import { listProblem } from './texts.ts';

/** One loop over one class of characters: a picture has millions of them. Its length is looked at apart. */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A picture as base64. */
export function PictureField(options: FieldOptions): PropertyDecorator {
  return field({ schema: { type: 'string', format: 'byte' }, check: base64Problem }, options);
}

/** Several pictures as base64. */
export function PicturesField(options: FieldOptions & { readonly most: number }): PropertyDecorator {
  const { most, ...rest } = options;
  const items = { type: 'string', format: 'byte' } as const;
  const check = (value: unknown) => listProblem(value, { most }, base64Problem);
  return field({ schema: { type: 'array', items, maxItems: most }, form: 'list', check }, rest);
}

/** A picture as base64, or the web address it is at. */
export function PictureOrAddressField(options: FieldOptions): PropertyDecorator {
  const check = (value: unknown) =>
    typeof value === 'string' && /^https?:/i.test(value)
      ? URL.canParse(value)
        ? undefined
        : 'must be a web address, or base64 text'
      : base64Problem(value);
  return field({ schema: { type: 'string' }, check }, options);
}

/** A list whose entries are checked one by one later, so that a wrong one is its own failure. */
export function AnyListField(
  options: FieldOptions & { readonly items: object; readonly least?: number; readonly most: number },
): PropertyDecorator {
  const { items, least = 0, most, ...rest } = options;
  const schema = { type: 'array', items, minItems: least, maxItems: most } as const;
  const check = (value: unknown) => listProblem(value, { least, most }, () => undefined);
  return field({ schema, form: 'json', check }, rest);
}

/** A JSON object of the caller's own making, passed on untouched: metadata, a filter. */
export function DataField(options: FieldOptions): PropertyDecorator {
  const schema = { type: 'object', additionalProperties: true } as const;
  return field({ schema, form: 'json', check: objectProblem }, options);
}

/** An object with fields of its own. */
export function NestedField(of: () => new () => object, options: FieldOptions): PropertyDecorator {
  return field({ schema: { type: () => of() }, form: 'json', of, check: objectProblem }, options);
}

/** A list of objects with fields of their own. */
export function NestedListField(
  of: () => new () => object,
  options: FieldOptions & { readonly least?: number; readonly most: number },
): PropertyDecorator {
  const { least = 0, most, ...rest } = options;
  const schema = { type: () => of(), isArray: true, minItems: least, maxItems: most } as const;
  const check = (value: unknown) => listProblem(value, { least, most }, objectProblem);
  return field({ schema, form: 'json', of, check }, rest);
}

/** A reference to the schema of a class. */
export function schemaOf(type: new () => object): { $ref: string } {
  return { $ref: getSchemaPath(type) };
}

function objectProblem(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : 'must be an object';
}

/** What is wrong with a value that should be base64 text. */
export function base64Problem(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be base64 text';
  if (value.startsWith('data:'))
    return 'must be base64 alone: leave out what stands up to the comma ("data:...;base64,")';
  return value.length % 4 === 0 && BASE64.test(value) ? undefined : 'must be base64 text';
}
