/** A name, and in which of two lists it stands. */
export interface Merged {
  readonly name: string;
  readonly left: boolean;
  readonly right: boolean;
}

/** Goes over two ascending lists at once, of any length, and says of every name which of them hold it. */
export async function* mergeSorted(
  left: AsyncIterable<string>,
  right: AsyncIterable<string>,
): AsyncGenerator<Merged, void, undefined> {
  const lefts = left[Symbol.asyncIterator]();
  const rights = right[Symbol.asyncIterator]();
  try {
    let [one, other] = await Promise.all([lefts.next(), rights.next()]);
    while (!one.done || !other.done) {
      const first = [one, other].flatMap(({ done, value }) => (done ? [] : [value])).sort()[0]!;
      const inLeft = !one.done && one.value === first;
      const inRight = !other.done && other.value === first;
      yield { name: first, left: inLeft, right: inRight };
      if (inLeft) one = await lefts.next();
      if (inRight) other = await rights.next();
    }
  } finally {
    await Promise.all([lefts.return?.(), rights.return?.()]);
  }
}
