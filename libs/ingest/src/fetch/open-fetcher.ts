import type { Fetcher, FetcherOptions } from './fetcher.ts';

/** Opens a fetcher; it keeps connections for reuse until it is closed. Its HTTP client is loaded here: most platforms fetch nothing. */
export async function openFetcher(options: FetcherOptions): Promise<Fetcher> {
  const fetcher = await import('./fetcher.ts');
  return fetcher.openFetcher(options);
}
