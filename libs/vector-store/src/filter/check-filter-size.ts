import { AppError, FILTER_LIMITS, type Filter } from '@unseen/domain';

/**
 * Holds a filter to {@link FILTER_LIMITS} before it is compiled, so that neither recursion nor the query grows without bound.
 * @throws AppError `invalid_filter`
 */
export function checkFilterSize(filter: Filter): void {
  const left = { conditions: FILTER_LIMITS.conditions };
  walk(filter, 1, left);
}

function walk(filter: Filter, depth: number, left: { conditions: number }): void {
  if (depth > FILTER_LIMITS.depth) throw tooLarge(`nested more than ${FILTER_LIMITS.depth} deep`);
  if ('filters' in filter) {
    for (const part of filter.filters) walk(part, depth + 1, left);
    return;
  }
  left.conditions -= 1;
  if (left.conditions < 0) throw tooLarge(`larger than ${FILTER_LIMITS.conditions} conditions`);
  if (filter.op === 'in' && filter.values.length > FILTER_LIMITS.values) {
    throw tooLarge(`a list of more than ${FILTER_LIMITS.values} values`);
  }
}

function tooLarge(what: string): AppError {
  return new AppError('invalid_filter', `The filter is ${what}.`);
}
