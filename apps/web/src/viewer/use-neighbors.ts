import { useLoaded } from '../platform/use-loaded.ts';
import { unseen } from '../platform/client.ts';

/** The pictures before and after one. */
export interface Neighbors {
  readonly previous?: string;
  readonly next?: string;
}

/** The items before and after one in the order of their ids: for whoever came by a link, without a list. */
export function useNeighbors(id: string, collection: string, wanted: boolean): Neighbors {
  const { value } = useLoaded<Neighbors>(
    async (signal) => {
      if (!wanted) return {};
      const one = async (way: 'lt' | 'gt') => {
        const filter = JSON.stringify({ $id: { [way]: id } });
        const sort = `$id:${way === 'gt' ? 'asc' : 'desc'}`;
        return (await unseen.listItems({ collection, filter, sort, limit: 1 }, { signal })).items[0]?.id;
      };
      const [previous, next] = await Promise.all([one('lt'), one('gt')]);
      return { previous, next };
    },
    [id, collection, wanted],
  );
  return value ?? {};
}

/** The pictures before and after one in a list. */
export function neighborsIn(order: readonly string[], id: string): Neighbors {
  const place = order.indexOf(id);
  return place === -1 ? {} : { previous: order[place - 1], next: order[place + 1] };
}
