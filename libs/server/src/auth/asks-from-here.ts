import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request to an open platform comes from a program of this machine, or a page that this machine served. A page
 * of any other site runs in a browser of this machine, too, and could reach what listens on loopback: by sending a form,
 * by showing a picture, or under a name of its own that suddenly means 127.0.0.1. Browsers say where a page comes from
 * (`Origin`, `Sec-Fetch-Site`), and which name it was asked for (`Host`).
 *
 * @param trusted - origins whose pages may ask, too
 */
export function asksFromHere(headers: IncomingHttpHeaders, trusted: readonly string[] = []): boolean {
  return isNamedHere(headers, trusted) && !isCrossSite(headers, trusted);
}

/**
 * Whether an open platform shows what needs no key. Besides what {@link asksFromHere} lets in, people may follow a link from
 * another site, in a tab of its own and never in a frame; and probes may ask for the health by whatever address they know.
 *
 * @param route - the pattern of the matched route
 */
export function mayRead(
  route: string | undefined,
  headers: IncomingHttpHeaders,
  trusted: readonly string[] = [],
): boolean {
  const probes = route?.startsWith('/health/') === true && isAddress(headers.host);
  if (!probes && !isNamedHere(headers, trusted)) return false;
  return !isCrossSite(headers, trusted) || said(headers, 'sec-fetch-dest') === 'document';
}

function isNamedHere({ host, origin }: IncomingHttpHeaders, trusted: readonly string[]): boolean {
  const named = host === undefined || isHere(`http://${host}`);
  return named && (origin === undefined || trusted.includes(origin) || isHere(origin));
}

function isCrossSite(headers: IncomingHttpHeaders, trusted: readonly string[]): boolean {
  return said(headers, 'sec-fetch-site') === 'cross-site' && !trusted.includes(headers.origin ?? '');
}

function said(headers: IncomingHttpHeaders, name: 'sec-fetch-site' | 'sec-fetch-dest'): string | undefined {
  return headers[name]?.toString().trim().toLowerCase();
}

/** Whether an origin is on this machine, at whatever port. */
function isHere(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** Whether a `Host` is an IP address: no name can be made to mean another one. */
function isAddress(host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  return /^(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])$/.test(new URL(`http://${host}`).hostname);
}
