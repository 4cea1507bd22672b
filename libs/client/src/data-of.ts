/** The body of a successful answer: refused requests have thrown before. */
export function dataOf<T>({ data }: { data?: T }): T {
  return data as T;
}
