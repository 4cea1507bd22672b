/** Waits until none of the work is under way. @returns the results in order @throws the first failure in order */
export async function settleAll<T>(work: readonly Promise<T>[]): Promise<T[]> {
  return (await Promise.allSettled(work)).map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
