/**
 * Runs a task for every item, so many at once, and returns the results in the order of the items. After the first failure no
 * further task is started.
 * @param limit - tasks at once
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  task: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await task(item, index);
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    // The iterator is shared: emptied, it ends the other workers after what they have at hand.
    for (const _ of queue);
    await Promise.allSettled(workers);
    throw error;
  }
  return results;
}
