// The page without a connection: its own files, as they were last. What the platform answers is never kept.
const SHELL = 'unseen-shell';

self.addEventListener('install', (event) => {
  // What is asked of the platform never comes by here: a request of a page that is being left would be lost.
  event.addRoutes?.({ condition: { urlPattern: '/v1/*' }, source: 'network' });
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    // A page of the API or of the queues is not the shell.
    if (/^\/(v1|docs|queues|health|metrics|mcp|openapi)/.test(url.pathname)) return;
    event.respondWith(page(request));
  } else if (url.pathname.startsWith('/assets/') || /^\/(app-)?icon\.svg$/.test(url.pathname)) {
    event.respondWith(kept(request));
  }
});

/** The page and the files it names: what is needed to draw it. */
async function keepShell() {
  const cache = await caches.open(SHELL);
  const page = await fetch('/', { cache: 'no-cache' });
  const names = [...(await page.clone().text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, name]) => name,
  );
  await cache.put('/', page);
  await cache.addAll(['/icon.svg', ...names]);
}

/** The page as it is now, or as it was last. */
async function page(request) {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put('/', answer.clone());
    return answer;
  } catch {
    return (await cache.match('/')) ?? Response.error();
  }
}

/** A file whose name changes with its content is as it was. */
async function kept(request) {
  const cache = await caches.open(SHELL);
  const known = await cache.match(request);
  if (known !== undefined) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
