import { AppError, type FieldError } from '@unseen/domain';
import type { FacetRange, FacetRequest, SearchRequest } from '@unseen/search';

/**
 * Reads `facets`: `true` for the classes, or a list of field names and `{ field, ranges?, limit? }`. A span may say `gte` and `lt`, as
 * filters do; null says no more than absence.
 * @throws AppError `invalid_request`
 */
export function readFacets(facets: unknown): SearchRequest['facets'] {
  if (facets === undefined || typeof facets === 'boolean') return facets;
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => void errors.push({ field, message });
  if (!Array.isArray(facets)) wrong('facets', 'must be true, false, or a list of fields');
  const entries: readonly unknown[] = Array.isArray(facets) ? facets : [];
  const read = entries.flatMap((entry, index): FacetRequest[] => {
    const place = `facets[${index}]`;
    if (typeof entry === 'string') return [{ field: entry }];
    const { field, ranges, limit, ...others } = isObject(entry) ? withoutNulls(entry) : {};
    if (typeof field !== 'string') {
      wrong(place, 'must be a field name or { field, ranges?, limit? }');
      return [];
    }
    for (const name of Object.keys(others)) wrong(`${place}.${name}`, 'is not a field of a facet');
    if (limit !== undefined && typeof limit !== 'number') wrong(`${place}.limit`, 'must be a whole number');
    return [
      {
        field,
        ...(typeof limit === 'number' && { limit }),
        ...(ranges !== undefined && { ranges: readRanges(ranges, `${place}.ranges`, wrong) }),
      },
    ];
  });
  if (errors.length > 0) {
    throw new AppError('invalid_request', `${errors[0]!.field} ${errors[0]!.message}.`, { errors });
  }
  return read;
}

function readRanges(
  ranges: unknown,
  place: string,
  wrong: (field: string, message: string) => void,
): FacetRange[] {
  if (!Array.isArray(ranges) || ranges.length === 0) {
    wrong(place, 'must be a list of { from?, to? }');
    return [];
  }
  return ranges.map((range: unknown, index): FacetRange => {
    const { from, gte = from, to, lt = to, ...others } = isObject(range) ? withoutNulls(range) : {};
    const limits = [gte, lt].filter((limit) => limit !== undefined);
    const good = limits.every((limit) => typeof limit === 'number' || typeof limit === 'string');
    if (!good || limits.length === 0 || Object.keys(others).length > 0) {
      wrong(`${place}[${index}]`, 'must be { from?, to? } with numbers or dates');
    }
    return {
      ...(gte !== undefined && { from: gte as number }),
      ...(lt !== undefined && { to: lt as number }),
    };
  });
}

function withoutNulls(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
