import type { ErrorEntry } from '../error-entry.ts';

/** Codes of stores and devices that may be away. */
export const PARTS_AWAY_CODES = {
  vector_store_unavailable: {
    status: 503,
    title: 'The vector store is not available',
    help: 'Try again; see /health/ready.',
  },
  vector_store_incomplete: {
    status: 503,
    title: 'The vector store has lost vectors of the collection',
    help: 'The operator embeds them again with `unseen rebuild`; try again later.',
  },
  vector_store_unsupported: {
    status: 500,
    title: 'The vector store has a version that is not supported',
    help: 'Install the version named in the detail, or a later one.',
  },
  ledger_unavailable: {
    status: 503,
    title: 'The ledger is not available',
    help: 'Try again; see /health/ready.',
  },
  queue_unavailable: {
    status: 503,
    title: 'The queue is not available',
    help: 'Try again; see /health/ready.',
  },
  blob_store_unavailable: {
    status: 503,
    title: 'The blob store is not available',
    help: 'Try again; see /health/ready.',
  },
  blob_not_found: { status: 404, title: 'The stored file is not there', help: 'Ingest the item again.' },
  service_unavailable: {
    status: 503,
    title: 'The service is not available',
    help: 'The gateway cannot reach the service behind this path. Try again later.',
  },
  overloaded: {
    status: 503,
    title: 'The service is at its limit',
    help: 'Try again after the time named in Retry-After.',
  },
  shutting_down: { status: 503, title: 'The service is stopping', help: 'Try again on another instance.' },
} as const satisfies Record<string, ErrorEntry>;
