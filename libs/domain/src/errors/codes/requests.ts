import type { ErrorEntry } from '../error-entry.ts';

/** Codes of any request. */
export const REQUESTS_CODES = {
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    help: 'Correct the fields named in `errors`.',
  },
  malformed_json: {
    status: 400,
    title: 'The body is not valid JSON',
    help: 'Send UTF-8 JSON, nested at most 64 levels deep.',
  },
  malformed_multipart: {
    status: 400,
    title: 'The multipart body is not valid',
    help: 'Send multipart/form-data with the documented parts.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported',
    help: 'Send application/json or multipart/form-data, packed at most as the detail says.',
  },
  malformed_encoding: {
    status: 400,
    title: 'The body cannot be unpacked',
    help: 'Send the body as its `Content-Encoding` says, whole, or leave that header out.',
  },
  precondition_failed: {
    status: 412,
    title: 'It is not the version the request was meant for',
    help: 'Read it again, and send the change with its new ETag.',
  },
  payload_too_large: {
    status: 413,
    title: 'The request is too large',
    help: 'Stay under the limit named in the detail, or raise UNSEEN_MAX_UPLOAD_MB.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing at this address',
    help: 'Check the path against /docs.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The address does not answer to this method',
    help: 'Use a method that `Allow` names.',
  },
  request_timeout: {
    status: 408,
    title: 'The body came too slowly',
    help: 'Send the body at once, or over a faster line.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'The Idempotency-Key is not valid',
    help: 'Send 1 to 255 visible ASCII characters, such as a UUID.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    help: 'Make a new key for each request; send the same one only with the same request.',
  },
  idempotency_under_way: {
    status: 409,
    title: 'The request with this Idempotency-Key is being worked on',
    help: 'Try again after the time named in Retry-After.',
  },
  unauthorized: { status: 401, title: 'A key is needed', help: 'Send `Authorization: Bearer usk_...`.' },
  forbidden: {
    status: 403,
    title: 'The key may not do this',
    help: 'Use a key with the scope named in the detail.',
  },
  rate_limited: {
    status: 429,
    title: 'The key has sent too many requests',
    help: 'Try again after the time named in Retry-After, or ask for a key with a higher limit.',
  },
  caller_left: {
    status: 499,
    title: 'The caller left before the answer',
    help: 'Nothing: nobody waits for the answer. It is seen in logs and metrics alone.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not valid',
    help: 'Pass `nextCursor` of the previous page unchanged, or start again without one.',
  },
  invalid_filter: {
    status: 400,
    title: 'The filter is not valid',
    help: 'See the filter reference in the guide to searching.',
  },
} as const satisfies Record<string, ErrorEntry>;
