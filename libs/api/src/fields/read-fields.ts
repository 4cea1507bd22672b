import { AppError, type ErrorCode, type FieldError } from '@unseen/domain';
import { type ValidationError, validateSync } from 'class-validator';
import { fromText } from './from-text.ts';
import { problemOf, rulesOf } from './rule.ts';

/** Fields of one object. No request has nearly as many; what a collection's metadata may hold is counted elsewhere. */
export const MOST_FIELDS = 64;
/** Problems an answer lists: enough to mend a request by, however many it has. */
export const MOST_PROBLEMS = 20;
/** Characters of a wrong field's name that an answer repeats. */
const NAME_SHOWN = 100;

/** Where values come from: parsed JSON, or text that stands for them (a query, a multipart body). */
export type FieldSource = 'json' | 'text';

interface Problem extends FieldError {
  readonly code?: ErrorCode;
}

/**
 * Reads the fields of a request by the rules of its class. This is the one place where a request is checked:
 * unknown fields are refused by name, `null` for an optional field is as if it were absent, and what is left is held to each
 * field's rule. Values are taken as they are, never copied or converted: metadata and filters may use any name.
 *
 * @throws AppError `invalid_request`, or the code of the first wrong field's rule, with at most {@link MOST_PROBLEMS} `errors`
 */
export function readFields<T extends object>(
  type: new () => T,
  value: unknown,
  source: FieldSource = 'json',
): T {
  const problems: Problem[] = [];
  const fields = readObject(type, value, '', source, problems);
  const [first] = problems;
  if (first === undefined && fields !== undefined) return fields;
  if (first === undefined || first.field === '') {
    throw new AppError('invalid_request', `The body ${first?.message ?? 'is not valid'}.`);
  }
  throw new AppError(first.code ?? 'invalid_request', `${first.field}: ${first.message}.`, {
    errors: problems.slice(0, MOST_PROBLEMS).map(({ field, message }) => ({ field, message })),
  });
}

function readObject<T extends object>(
  type: new () => T,
  value: unknown,
  path: string,
  source: FieldSource,
  problems: Problem[],
): T | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ field: path, message: path === '' ? 'must be a JSON object' : 'must be an object' });
    return undefined;
  }
  // Before anything looks at each of them: a body may hold millions.
  const names = Object.keys(value);
  if (names.length > MOST_FIELDS) {
    problems.push({ field: path, message: `has ${names.length} fields; at most ${MOST_FIELDS} are allowed` });
    return undefined;
  }
  const rules = rulesOf(type);
  const fields = new type() as Record<string, unknown>;
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  for (const name of names) {
    const rule = rules.get(name);
    const given = (value as Record<string, unknown>)[name];
    if (rule === undefined) {
      problems.push({ field: at(shown(name)), message: 'is no field of this request' });
      continue;
    }
    // After it is read: JSON in a part of a form may be `null` as well.
    const read = source === 'text' ? fromText(rule.form, name, given) : given;
    if (read !== null || !rule.optional || rule.nullable) fields[name] = read;
  }
  for (const error of validateSync(fields, { stopAtFirstError: true, forbidUnknownValues: false })) {
    const { property } = error;
    const rule = rules.get(property);
    const code = problemOf(rule?.check, fields[property])?.code ?? rule?.code;
    problems.push({ field: at(property), message: messageOf(error), code });
    delete fields[property];
  }
  for (const [name, { of }] of rules) {
    if (of === undefined) continue;
    const held = fields[name];
    // What a nested object holds came as JSON, whatever it came in.
    if (Array.isArray(held)) {
      fields[name] = held.map((each, index) =>
        problems.length < MOST_PROBLEMS
          ? readObject(of(), each, `${at(name)}[${index}]`, 'json', problems)
          : undefined,
      );
    } else if (held !== undefined && held !== null) {
      fields[name] = readObject(of(), held, at(name), 'json', problems);
    }
  }
  return fields as T;
}

function messageOf({ constraints = {}, property }: ValidationError): string {
  const message = Object.values(constraints)[0] ?? 'is not valid';
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

function shown(name: string): string {
  const text = name.toWellFormed();
  return text.length > NAME_SHOWN ? `${text.slice(0, NAME_SHOWN)}...` : text;
}
