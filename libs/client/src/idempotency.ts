/** POSTs that change nothing: sending them twice does no harm. */
const READING_POSTS = /\/v1\/(search|searches|classify|classes\/preview)$/;

/** Whether sending a request twice does what sending it once does. */
export function isRepeatable(request: Request): boolean {
  if (request.method === 'POST') return request.headers.has('idempotency-key') || isReadingPost(request);
  // The first of two may have changed what the second compares with.
  return !request.headers.has('if-match');
}

/** Gives a POST that makes or changes something a key by which the platform knows its repetition (`Idempotency-Key`). */
export function addIdempotencyKey(request: Request): void {
  if (request.method !== 'POST' || request.headers.has('idempotency-key') || isReadingPost(request)) return;
  request.headers.set('idempotency-key', newKey());
}

function isReadingPost(request: Request): boolean {
  return READING_POSTS.test(new URL(request.url).pathname);
}

/** 128 random bits as hex; `crypto.randomUUID` is missing in pages that did not come over HTTPS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
