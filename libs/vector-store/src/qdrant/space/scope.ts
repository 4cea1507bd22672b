import type { Schemas } from '@qdrant/js-client-rest';
import type { Filter } from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';
import type { SpaceAddress } from './space-address.ts';

/**
 * The only way a filter reaches the server: the space first, so that no query sees another tenant or collection.
 * @returns nothing when the filter holds for no item
 * @throws AppError `invalid_filter`
 */
export function scoped(address: SpaceAddress, filter?: Filter): Schemas['Filter'] | undefined {
  const compiled = filter === undefined ? true : compileFilter(filter);
  if (compiled === false) return undefined;
  const inSpace: Schemas['Condition'] = { key: 'space', match: { value: address.space } };
  return { must: compiled === true ? [inSpace] : [inSpace, compiled] };
}
