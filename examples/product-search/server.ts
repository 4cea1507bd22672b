// A shop's own server with a search on it. The browser talks to the shop alone; the key never leaves this process.
import { Unseen, UnseenError, type Hit } from '@unseen/client';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const { UNSEEN_URL = 'http://127.0.0.1:8080', UNSEEN_API_KEY, PORT = '3000' } = process.env;
const collection = 'shop';

// --- What a shop adds: twenty lines. ---
const unseen = new Unseen({ url: UNSEEN_URL, key: UNSEEN_API_KEY });
/** Metadata fields to choose by. */
const CHOICES = ['brand', 'color'];

async function search(query: URLSearchParams): Promise<object> {
  const { words, like, most, sort, cursor } = Object.fromEntries(query);
  const filter: Record<string, object> = most ? { price: { lte: Number(most) } } : {};
  for (const field of CHOICES) if (query.has(field)) filter[field] = { in: query.getAll(field) };
  const { hits, total, facets, nextCursor } = await unseen.search({
    collection,
    ...(like ? { itemId: like } : { text: words }),
    filter,
    sort: sort === 'price' ? [{ field: 'price' }] : [],
    facets: CHOICES,
    limit: 24,
    // The rest of the request stays as it was: a cursor goes on in the same answer.
    cursor: cursor || undefined,
  });
  return { products: hits.map(toProduct), total, facets, next: nextCursor };
}
// --- The rest is any web server. ---

function toProduct({ id, caption, metadata }: Hit): object {
  const { title = caption ?? id, price = null } = metadata;
  return { id, title, price };
}

/** Pictures come through the shop, too: they need the key. */
async function picture(id: string, response: ServerResponse): Promise<void> {
  const { data, response: answer } = await unseen.http.GET('/v1/items/{id}/image', {
    params: { path: { id }, query: { collection } },
    parseAs: 'arrayBuffer',
  });
  response.writeHead(200, {
    'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
    'cache-control': 'max-age=3600',
  });
  response.end(Buffer.from(data as unknown as ArrayBuffer));
}

const page = await readFile(new URL('page.html', import.meta.url));
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
  const [, first, id] = pathname.split('/');
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const answer = async (): Promise<void> => {
    if (pathname === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else if (pathname === '/search') json(200, await search(searchParams));
    else if (first === 'pictures' && id) await picture(decodeURIComponent(id), response);
    else json(404, { problem: 'There is nothing here.' });
  };
  answer().catch((error: unknown) => {
    // What the platform says is wrong is meant for people; anything else is ours to log.
    if (error instanceof UnseenError && error.status < 500)
      json(error.status || 502, { problem: error.message });
    else {
      console.error(error);
      json(502, { problem: 'The search does not answer. Try again in a moment.' });
    }
  });
});
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`The shop is at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
