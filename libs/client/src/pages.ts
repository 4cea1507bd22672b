/** Everything of a list that comes in pages. */
interface Page {
  readonly nextCursor?: string | null;
}

/**
 * Page after page until there is none. The next is asked for when the one before has been looked at.
 *
 * @param read - reads the page of a cursor; without one, the first
 */
export async function* pagesOf<P extends Page>(
  read: (cursor: string | undefined) => Promise<P>,
  first?: string,
): AsyncGenerator<P, void> {
  let cursor = first;
  do {
    const page = await read(cursor);
    yield page;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
