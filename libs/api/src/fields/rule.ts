import { ApiProperty } from '@nestjs/swagger';
import type { ErrorCode } from '@unseen/domain';
import { getMetadataStorage, IsOptional, ValidateBy, type ValidationArguments } from 'class-validator';

/** How a field is written where there is text alone: in the query of an address and in a multipart body. */
export type TextForm = 'text' | 'number' | 'flag' | 'json' | 'list' | 'textOrList';

/** What every field of a request says of itself. */
export interface FieldOptions {
  /** For the reference and for generated clients; every field has one. */
  readonly description: string;
  readonly example?: unknown;
  /** The field may be absent, and `null` says the same. */
  readonly optional?: boolean;
  /** `null` is a value of its own: in a merge patch it removes what is stored. It is passed on. */
  readonly nullable?: boolean;
  /** What absence means, for the reference alone: the code that uses the field fills it in. */
  readonly default?: unknown;
  /** The code a wrong value is refused with; `invalid_request` when absent. */
  readonly code?: ErrorCode;
}

/** What a value must be, beyond {@link FieldOptions}. */
export interface FieldKind {
  /** The same rule in OpenAPI's words. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly form?: TextForm;
  /** Class of the objects the field holds, one or a list of them. */
  readonly of?: () => new () => object;
  /** What is wrong with a value that is there, in words that follow the field's name; undefined when nothing is. */
  readonly check: (value: unknown) => string | Refusal | undefined;
}

/** A wrong value whose reason has a code of its own. */
export interface Refusal {
  readonly message: string;
  readonly code?: ErrorCode;
}

/** A rule as the reader of requests needs it. */
export interface FieldRule {
  readonly form: TextForm;
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly code?: ErrorCode;
  readonly of?: () => new () => object;
  readonly check?: FieldKind['check'];
}

/** Makes the decorator of a field: what class-validator holds it to and what OpenAPI says of it are the same lines. */
export function field(kind: FieldKind, options: FieldOptions): PropertyDecorator {
  const { optional = false, nullable = false, code, ...documented } = options;
  const { schema, form = 'text', of, check } = kind;
  const rule: FieldRule = { form, optional, nullable, code, of, check };
  const decorators = [
    ValidateBy(
      {
        name: 'field',
        validator: {
          validate: (value) => (value === null && nullable) || problemOf(check, value) === undefined,
          defaultMessage: (given?: ValidationArguments) =>
            problemOf(check, given?.value)?.message ?? 'is wrong',
        },
      },
      { context: rule },
    ),
    ApiProperty({
      ...schema,
      ...documented,
      required: !optional,
      ...(nullable && { nullable: true }),
    }),
    ...(optional ? [IsOptional()] : []),
  ];
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}

/** What is wrong with a value, its code included. */
export function problemOf(check: FieldKind['check'] | undefined, value: unknown): Refusal | undefined {
  if (value === undefined) return { message: 'is missing' };
  const problem = check?.(value);
  return typeof problem === 'string' ? { message: problem } : problem;
}

const known = new WeakMap<object, ReadonlyMap<string, FieldRule>>();

/** The fields of a class of requests, by name: what has no rule is no field. */
export function rulesOf(type: new () => object): ReadonlyMap<string, FieldRule> {
  let rules = known.get(type);
  if (rules === undefined) known.set(type, (rules = readRules(type)));
  return rules;
}

function readRules(type: new () => object): ReadonlyMap<string, FieldRule> {
  const rules = new Map<string, FieldRule>();
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  for (const { propertyName, name, context } of metadata) {
    const before = rules.get(propertyName) ?? { form: 'text', optional: false, nullable: false };
    const own = context as FieldRule | undefined;
    // `PartialType` makes a field optional by class-validator's own decorator.
    const optional = before.optional || own?.optional === true || name === 'isOptional';
    rules.set(propertyName, { ...before, ...own, optional });
  }
  return rules;
}
