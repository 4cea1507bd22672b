import { QdrantClient } from '@qdrant/js-client-rest';
import type { QdrantOptions } from '../options.ts';
import { Calls } from './calls.ts';

/** A search is answered within about a second of trying again: a person waits for it. */
const READ_RETRY_MS = 1_000;
/** A write is worth waiting for: whoever loads a catalogue rides out a restart of the server. */
const WRITE_RETRY_MS = 15_000;
const WRITE_TIMEOUT_MS = 60_000;
const READ_CONNECTIONS = 32;
const WRITE_CONNECTIONS = 8;

/** Reads and writes with bounds and connections of their own, so that bulk loading never makes a search wait for a connection. */
export interface Connection {
  readonly reads: Calls;
  readonly writes: Calls;
}

/** Prepares the connections; nothing is sent yet. */
export function connect({ urls, apiKey, timeoutMs = 5_000, readCopies }: QdrantOptions): Connection {
  const clients = (timeout: number, maxConnections: number) =>
    urls.map(
      (url) =>
        new QdrantClient({
          ...address(url),
          // Compressing base64 and floats takes the server longer than sending them as they are.
          headers: { 'accept-encoding': 'identity', ...(apiKey !== undefined && { 'api-key': apiKey }) },
          timeout,
          maxConnections,
          checkCompatibility: false,
        }),
    );
  return {
    reads: new Calls(clients(timeoutMs, READ_CONNECTIONS), READ_RETRY_MS, readCopies),
    writes: new Calls(clients(WRITE_TIMEOUT_MS, WRITE_CONNECTIONS), WRITE_RETRY_MS),
  };
}

/**
 * The client takes 6333 for every address that names no port in the eyes of `URL`, also for `https://host:443`; and the path of an
 * address only as `prefix`.
 */
function address(url: string): { url: string; port?: number; prefix?: string } {
  const { protocol, pathname, port, origin } = new URL(url);
  const namesPort = /^https?:\/\/[^/?#]*:\d+/i.test(url);
  const prefix = pathname.replace(/\/+$/, '');
  return {
    url: origin,
    ...(namesPort && port === '' && { port: protocol === 'https:' ? 443 : 80 }),
    ...(prefix !== '' && { prefix }),
  };
}
