import {
  AppError,
  FILTER_LIMITS,
  type FieldError,
  type Filter,
  type FilterCondition,
  type FilterScalar,
} from '@unseen/domain';

/** Characters of a field name. */
const FIELD_LENGTH = 256;

const OPERATORS = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'exists'] as const;
type Operator = (typeof OPERATORS)[number];
const COMBINERS = ['all', 'any', 'none'] as const;
type Combiner = (typeof COMBINERS)[number];

/** Problems found so far, and how many comparisons have been read. */
interface Reading {
  readonly errors: FieldError[];
  conditions: number;
}

/**
 * Reads the filter language of the public interface:
 * `{ field: value | { eq, ne, in, lt, lte, gt, gte, exists } }`, with `all`, `any` and `none` over a list of filters to combine.
 * Several keys of an object, and several operators of a field, must all hold.
 *
 * `all`, `any` and `none` combine only when they hold a list. With any other value they name a metadata field, so
 * `{ "any": { "eq": "x" } }` compares the field called `any`; a field never holds a list in this language.
 *
 * @param json - parsed JSON as it came in
 * @returns the tree; undefined when there is no condition to apply (absent, null or `{}`)
 * @throws AppError `invalid_filter` with the path of each wrong place (`filter.price.gte`, `filter.any[1].color`)
 */
export function parseFilter(json: unknown): Filter | undefined {
  if (json === undefined || json === null) return undefined;
  const reading: Reading = { errors: [], conditions: 0 };
  const filters = readObject(json, 'filter', 0, reading);
  if (reading.conditions > FILTER_LIMITS.conditions) {
    reading.errors.unshift({
      field: 'filter',
      message: `has ${reading.conditions} conditions; at most ${FILTER_LIMITS.conditions} are allowed`,
    });
  }
  const filter = filters.length === 0 ? undefined : together(filters);
  if (filter && levels(filter) > FILTER_LIMITS.depth) reading.errors.push(tooDeep('filter'));
  const [first] = reading.errors;
  if (first) {
    throw new AppError('invalid_filter', `${first.field} ${first.message}.`, {
      errors: reading.errors.slice(0, 20),
    });
  }
  return filter;
}

/** Several filters that must all hold, as one. */
function together(filters: readonly Filter[]): Filter {
  return filters.length === 1 ? filters[0]! : { op: 'all', filters };
}

/** Levels of the tree as stores count them: a condition is one, and several keys of an object make one more. */
function levels(filter: Filter): number {
  return 'filters' in filter ? 1 + filter.filters.reduce((most, part) => Math.max(most, levels(part)), 0) : 1;
}

function tooDeep(field: string): FieldError {
  return { field, message: `is more than ${FILTER_LIMITS.depth} levels deep` };
}

function readObject(json: unknown, path: string, depth: number, reading: Reading): Filter[] {
  if (!isObject(json)) {
    reading.errors.push({ field: path, message: 'must be an object of fields' });
    return [];
  }
  return Object.entries(json).flatMap(([key, value]) =>
    isOneOf(COMBINERS, key) && Array.isArray(value)
      ? readCombination(key, value, `${path}.${key}`, depth + 1, reading)
      : readField(key, value, `${path}.${key}`, reading),
  );
}

function readCombination(
  op: Combiner,
  list: unknown[],
  path: string,
  depth: number,
  reading: Reading,
): Filter[] {
  if (depth > FILTER_LIMITS.depth) {
    reading.errors.push(tooDeep(path));
    return [];
  }
  if (list.length === 0) {
    reading.errors.push({ field: path, message: 'must hold at least one filter' });
    return [];
  }
  const filters = list.flatMap((entry, index) => {
    const place = `${path}[${index}]`;
    const parts = readObject(entry, place, depth, reading);
    if (parts.length > 0) return op === 'all' ? parts : [together(parts)];
    if (isObject(entry) && Object.keys(entry).length === 0) {
      reading.errors.push({ field: place, message: 'must name at least one field' });
    }
    return [];
  });
  return [{ op, filters }];
}

function readField(field: string, value: unknown, path: string, reading: Reading): FilterCondition[] {
  const wrong = fieldNameProblem(field);
  if (wrong) {
    reading.errors.push({ field: path, message: wrong });
    return [];
  }
  if (isScalar(value)) {
    reading.conditions += 1;
    return [{ op: 'eq', field, value }];
  }
  if (Array.isArray(value)) {
    reading.errors.push({ field: path, message: 'must not be a list; use { "in": [...] }' });
    return [];
  }
  if (!isObject(value)) {
    reading.errors.push({
      field: path,
      message: 'must be a value or operators; for absence use { "exists": false }',
    });
    return [];
  }
  const operators = Object.entries(value);
  if (operators.length === 0) {
    reading.errors.push({ field: path, message: `must have one of ${OPERATORS.join(', ')}` });
  }
  return operators.flatMap(([op, operand]) => {
    reading.conditions += 1;
    const condition = readCondition(op, field, operand);
    if (typeof condition !== 'string') return [condition];
    const hint = isOneOf(COMBINERS, field) ? ` (to combine filters, \`${field}\` needs a list)` : '';
    reading.errors.push({ field: `${path}.${op}`, message: `${condition}${hint}` });
    return [];
  });
}

/** The condition, or what is wrong with it. */
function readCondition(op: string, field: string, operand: unknown): FilterCondition | string {
  if (!isOneOf(OPERATORS, op)) return `is not an operator; use one of ${OPERATORS.join(', ')}`;
  switch (op satisfies Operator) {
    case 'eq':
    case 'ne':
      return isScalar(operand)
        ? { op: op as 'eq' | 'ne', field, value: operand }
        : 'must be a string, a number or a boolean';
    case 'in':
      return readValues(field, operand);
    case 'exists':
      return typeof operand === 'boolean' ? { op: 'exists', field, value: operand } : 'must be true or false';
    default:
      return typeof operand === 'string' || isNumber(operand)
        ? { op: op as 'lt' | 'lte' | 'gt' | 'gte', field, value: operand }
        : 'must be a number or a string';
  }
}

function readValues(field: string, operand: unknown): FilterCondition | string {
  if (!Array.isArray(operand) || operand.length === 0) return 'must be a list of at least one value';
  if (operand.length > FILTER_LIMITS.values) return `must hold at most ${FILTER_LIMITS.values} values`;
  return operand.every(isScalar)
    ? { op: 'in', field, values: operand }
    : 'must hold only strings, numbers and booleans';
}

function fieldNameProblem(field: string): string | undefined {
  if (field.length === 0 || field.length > FIELD_LENGTH) {
    return `must be a field name of 1 to ${FIELD_LENGTH} characters`;
  }
  return /[\u0000-\u001f\u007f]/.test(field) || !field.isWellFormed()
    ? 'must be a field name without control characters'
    : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isScalar(value: unknown): value is FilterScalar {
  return typeof value === 'boolean' || isNumber(value) || (typeof value === 'string' && value.isWellFormed());
}

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}
