import { AppError } from '@unseen/domain';

/** Longest address taken, in characters. */
const MAX_URL_LENGTH = 4_096;

/** What schemes pictures are fetched by, with their ports. */
const SCHEMES: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * Reads the address of a picture the way browsers do, so that every way to write a host comes out as one.
 *
 * @param text - an absolute address
 * @param ports - ports that may be named; absent: any, where the address is only noted down
 * @throws AppError `fetch_url_invalid` when it is malformed, not http or https, names another port, or holds a user name
 * or password
 */
export function checkUrl(text: string, ports?: readonly number[]): URL {
  if (text.length > MAX_URL_LENGTH) throw invalid(`The address is longer than ${MAX_URL_LENGTH} characters.`);
  if (!URL.canParse(text)) throw invalid('The address is malformed.');
  const url = new URL(text);
  const usual = SCHEMES[url.protocol];
  if (usual === undefined) throw invalid('The address is neither http nor https.');
  if (url.username !== '' || url.password !== '') {
    throw invalid('The address holds a user name or password.');
  }
  const port = url.port === '' ? usual : Number(url.port);
  if (ports !== undefined && !ports.includes(port)) throw invalid(`Port ${port} is not fetched from.`);
  return url;
}

function invalid(detail: string): AppError {
  return new AppError('fetch_url_invalid', detail);
}
