export { openFetcher, type Fetcher, type FetcherOptions } from './fetcher.ts';
export { checkUrl } from './check-url.ts';
