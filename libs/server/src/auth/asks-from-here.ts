import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request to an open platform comes from a program of this machine, or a page that this machine served. A page
 * of any other site runs in a browser of this machine, too, and could reach what listens on loopback: by sending a form,
 * by showing a picture, or under a name of its own that suddenly means 127.0.0.1. Browsers say where a page comes from
 * (`Origin`, `Sec-Fetch-Site`), and which name it was asked for (`Host`).
 */
export function asksFromHere(headers: IncomingHttpHeaders): boolean {
  const { host, origin } = headers;
  if (host !== undefined && !isHere(`http://${host}`)) return false;
  if (origin !== undefined && !isHere(origin)) return false;
  return headers['sec-fetch-site'] !== 'cross-site';
}

/** Whether an origin is on this machine, at whatever port. */
function isHere(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
