import {
  AppError,
  FILTER_LIMITS,
  wordsOf,
  type FieldError,
  type Filter,
  type FilterCondition,
  type FilterScalar,
} from '@unseen/domain';

/** Characters of a field name. */
const FIELD_LENGTH = 256;

const COMPARISONS = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const;
const OPERATORS = [
  'eq',
  'ne',
  'in',
  'lt',
  'lte',
  'gt',
  'gte',
  'exists',
  'ieq',
  'prefix',
  'words',
  'length',
] as const;
type Operator = (typeof OPERATORS)[number];
/** Characters of the operand of `ieq` and `words`. */
const TEXT_LENGTH = 256;
/** From here on, whole numbers are no longer told apart. */
const UNSAFE = 2 ** 53;
/** Numbers from here on are written with an exponent, so nobody takes them for ids. */
const EXPONENTIAL = 1e21;
const COMBINERS = ['all', 'any', 'none'] as const;
type Combiner = (typeof COMBINERS)[number];

/** Problems found so far, and how many comparisons have been read. */
interface Reading {
  readonly errors: FieldError[];
  conditions: number;
}

/**
 * Reads the filter language of the public interface:
 * `{ field: value | { eq, ne, in, lt, lte, gt, gte, exists, ieq, prefix, words, length } }`, with `all`, `any` and `none` over a list of filters to combine.
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
  if (isUnsafe(value)) {
    reading.errors.push({ field: path, message: UNSAFE_NUMBER });
    return [];
  }
  if (isScalar(value)) {
    reading.conditions += 1;
    return [{ op: 'eq', field, value }];
  }
  if (Array.isArray(value)) {
    const combiner = meantAs(field);
    const instead = combiner === undefined ? '{ "in": [...] }' : `\`${combiner}\` to combine filters`;
    reading.errors.push({ field: path, message: `must not be a list; use ${instead}` });
    return [];
  }
  if (!isObject(value)) {
    reading.errors.push({
      field: path,
      message: `must be a value or operators${FOR_ABSENCE}`,
    });
    return [];
  }
  const operators = Object.entries(value);
  if (operators.length === 0) {
    reading.errors.push({ field: path, message: `must have one of ${OPERATORS.join(', ')}` });
  }
  return operators.flatMap(([op, operand]) => {
    reading.conditions += 1;
    const condition = op === 'length' ? readLength(field, operand) : readCondition(op, field, operand);
    if (Array.isArray(condition)) return condition;
    if (typeof condition !== 'string') return [condition];
    reading.errors.push({ field: `${path}.${op}`, message: `${condition}${combiningHint(field, op)}` });
    return [];
  });
}

/** The condition, or what is wrong with it. */
function readCondition(op: string, field: string, operand: unknown): FilterCondition | string {
  if (!isOneOf(OPERATORS, op)) return `is not an operator; use one of ${OPERATORS.join(', ')}`;
  if (isUnsafe(operand)) return UNSAFE_NUMBER;
  switch (op satisfies Operator) {
    case 'eq':
    case 'ne':
      return isScalar(operand)
        ? { op: op as 'eq' | 'ne', field, value: operand }
        : `must be a string, a number or a boolean${operand === null ? FOR_ABSENCE : ''}`;
    case 'in':
      return readValues(field, operand);
    case 'exists':
      return typeof operand === 'boolean' ? { op: 'exists', field, value: operand } : 'must be true or false';
    case 'ieq':
    case 'prefix':
    case 'words':
      return readText(op as 'ieq' | 'prefix' | 'words', field, operand);
    default:
      return typeof operand === 'string' || isNumber(operand)
        ? { op: op as 'lt' | 'lte' | 'gt' | 'gte', field, value: operand }
        : 'must be a number or a string';
  }
}

function readValues(field: string, operand: unknown): FilterCondition | string {
  if (!Array.isArray(operand) || operand.length === 0) return 'must be a list of at least one value';
  if (operand.length > FILTER_LIMITS.values) return `must hold at most ${FILTER_LIMITS.values} values`;
  if (operand.some(isUnsafe)) return UNSAFE_NUMBER;
  return operand.every(isScalar)
    ? { op: 'in', field, values: operand }
    : 'must hold only strings, numbers and booleans';
}

function readText(op: 'ieq' | 'prefix' | 'words', field: string, operand: unknown): FilterCondition | string {
  if (typeof operand !== 'string' || !operand.isWellFormed()) return 'must be a string';
  const most = op === 'prefix' ? FILTER_LIMITS.prefix : TEXT_LENGTH;
  if (operand === '' || [...operand].length > most) return `must be a string of 1 to ${most} characters`;
  if (op === 'words' && wordsOf(operand).length === 0) return 'must hold at least one word';
  return { op, field, value: operand };
}

/** `{ length: 3 }` or `{ length: { gte: 1, lt: 5 } }`. */
function readLength(field: string, operand: unknown): FilterCondition[] | string {
  const wanted = isObject(operand) ? Object.entries(operand) : [['eq', operand] as const];
  const conditions = wanted.flatMap(([is, value]): FilterCondition[] =>
    isOneOf(COMPARISONS, is) && isNumber(value) ? [{ op: 'length', field, is, value }] : [],
  );
  return conditions.length > 0 && conditions.length === wanted.length
    ? conditions
    : `must be a number, or an object of ${COMPARISONS.join(', ')} with numbers`;
}

/** Combiners of other languages. */
const MEANT_AS: ReadonlyMap<string, Combiner> = new Map<string, Combiner>([
  ...(['and', 'must', '$and'] as const).map((name) => [name, 'all'] as const),
  ...(['or', 'should', '$or'] as const).map((name) => [name, 'any'] as const),
  ...(['not', 'must_not', 'nor', '$not', '$nor'] as const).map((name) => [name, 'none'] as const),
]);

/** The combiner that a name stands for, here or in another language; undefined: it is an ordinary name. */
function meantAs(name: string): Combiner | undefined {
  return isOneOf(COMBINERS, name) ? name : MEANT_AS.get(name.toLowerCase());
}

/** How filters are combined, for whoever seems to have tried: as `{ "or": {..} }`, or as an operator of a field. */
function combiningHint(field: string, op: string): string {
  const outside = meantAs(field);
  if (outside !== undefined) return ` (to combine filters, \`${outside}\` needs a list)`;
  const inside = meantAs(op);
  return inside === undefined
    ? ''
    : ` (to combine filters, name the field in each: \`"${inside}": [{ "${field}": .. }, ..]\`)`;
}

const FOR_ABSENCE = '; for absence use { "exists": false }';
const UNSAFE_NUMBER = 'is a whole number beyond 2^53, which JSON readers round; send it as a text';

function isUnsafe(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) >= UNSAFE && Math.abs(value) < EXPONENTIAL;
}

function fieldNameProblem(field: string): string | undefined {
  if (field.length === 0 || field.length > FIELD_LENGTH) {
    return `must be a field name of 1 to ${FIELD_LENGTH} characters`;
  }
  if (field === '$class') return 'is only compared at the top of the filter, with a name, `eq` or `in`';
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
