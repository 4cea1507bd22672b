import { AppError, type Json } from '@unseen/domain';

/** A filter without what it says of classes. */
export interface ClassFilter {
  readonly filter?: Record<string, Json>;
  readonly classes?: string[];
}

/**
 * Takes `$class` out of the top of a filter: classes are decided when searching, not stored, so they are no field of an item.
 * @param classes - asked for beside the filter
 * @throws AppError `invalid_filter`
 */
export function takeClasses(filter: Record<string, Json> | undefined, classes?: string[]): ClassFilter {
  if (filter === undefined || !Object.hasOwn(filter, '$class')) return { filter, classes };
  const { $class: wanted, ...rest } = filter;
  const named = namesIn(wanted);
  if (named === undefined) throw refused('must be a name, { "eq": name } or { "in": [names] }');
  if (classes !== undefined) throw refused('must not come together with `classes`');
  return { filter: rest, classes: named };
}

function namesIn(wanted: Json | undefined): string[] | undefined {
  if (typeof wanted === 'string') return [wanted];
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return undefined;
  const [[op, operand] = [], ...others] = Object.entries(wanted);
  if (others.length > 0) return undefined;
  if (op === 'eq' && typeof operand === 'string') return [operand];
  const list: readonly Json[] = op === 'in' && Array.isArray(operand) ? (operand as readonly Json[]) : [];
  return list.length > 0 && list.every((each) => typeof each === 'string') ? [...list] : undefined;
}

function refused(message: string): AppError {
  const errors = [{ field: 'filter.$class', message }];
  return new AppError('invalid_filter', `filter.$class ${message}.`, { errors });
}
