/** What a metric is: for the code that records it, the reference page, and the checks of dashboards and alerts. */
export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Each label and what it holds. */
  readonly labels: Readonly<Record<string, string>>;
  /** Upper bounds of a histogram's buckets. */
  readonly buckets?: readonly number[];
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const KIND = '`image`, `text` or `score`';
const LANE = '`interactive` or `bulk`';

/** The metrics of Unseen's own; those of the process and of Node.js come on top. */
export const METRICS = {
  unseen_http_request_seconds: {
    kind: 'histogram',
    help: 'Time to answer a request.',
    labels: { method: 'HTTP method', route: "the route's pattern", status: 'HTTP status' },
    buckets: SECONDS,
  },
  unseen_stage_seconds: {
    kind: 'histogram',
    help: 'Time spent in one stage of ingestion or search; failed stages count too.',
    labels: {
      pipeline: '`ingest` or `search`',
      stage:
        'of `ingest`: `decode`, `embed`, `blobs`, `store`, `record`; of `search`: `embed`, `recall`, `fuse`, `rescore`, `cut`, `page`, `explain`',
    },
    buckets: SECONDS,
  },
  unseen_rescore_skipped_total: {
    kind: 'counter',
    help: 'Searches answered in fused order because re-scoring did not take place.',
    labels: { reason: 'why: as `rescoreSkipped` of the response' },
  },
  unseen_items_total: {
    kind: 'counter',
    help: 'Items that went through ingestion in this process.',
    labels: { outcome: '`indexed`, `failed` or `skipped`' },
  },
  unseen_picture_reading_seconds: {
    kind: 'histogram',
    help: 'Time to read what is written in a picture, decoding included.',
    labels: { outcome: '`words`, `empty` or `failed`' },
    buckets: SECONDS,
  },
  unseen_encoder_batch_size: {
    kind: 'histogram',
    help: 'Pictures or texts in one inference; 1 for a scoring.',
    labels: { kind: KIND, lane: LANE },
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  },
  unseen_encoder_batch_seconds: {
    kind: 'histogram',
    help: 'Time of one inference, waiting left out.',
    labels: { kind: KIND, lane: LANE },
    buckets: SECONDS,
  },
  unseen_encoder_waiting: {
    kind: 'gauge',
    help: 'Pictures, texts and scorings that wait for inference.',
    labels: { lane: LANE },
  },
  unseen_encoder_restarts_total: {
    kind: 'counter',
    help: 'Inference workers started again since the process began, after they died.',
    labels: {},
  },
  unseen_encoder_info: {
    kind: 'gauge',
    help: 'Always 1: the model pack and the device in use.',
    labels: { pack: '`name@version`', device: '`cpu`, `cuda:0`, `webgpu`' },
  },
  unseen_queue_messages: {
    kind: 'gauge',
    help: 'Messages in a queue. Every process that sees the queue reports the same: take the maximum, not the sum.',
    labels: { queue: 'name of the queue', state: '`waiting` or `active`' },
  },
  unseen_queue_oldest_seconds: {
    kind: 'gauge',
    help: 'How long the oldest waiting message has waited; 0 when none waits.',
    labels: { queue: 'name of the queue' },
  },
  unseen_queue_failures_total: {
    kind: 'counter',
    help: 'Deliveries of messages that this process could not handle.',
    labels: {
      queue: 'name of the queue',
      outcome:
        '`retried`: it is delivered again; `dropped`: it was the last time, and the ledger has it sent anew',
    },
  },
  unseen_retries_total: {
    kind: 'counter',
    help: 'Calls of a server that this process made again because it was away, full or overloaded. What succeeds so, nobody else notices.',
    labels: { store: '`ledger`, `vectorStore` or `blobStore`' },
  },
  unseen_ledger_connections: {
    kind: 'gauge',
    help: 'Connections of this process to Postgres, locks left out.',
    labels: { state: '`busy`, `idle`, or `unused`: that may still be opened' },
  },
  unseen_ledger_waiting: {
    kind: 'gauge',
    help: 'Statements of this process that wait for a connection to Postgres.',
    labels: {},
  },
  unseen_backlog_items: {
    kind: 'gauge',
    help: 'Items that background work still has to look at, as the ledger has it: what workers are scaled by. Every process that sees to such work, or takes it in, reports the same: take the maximum, not the sum.',
    labels: {
      work: '`load` (entries of bulk jobs), `tag` (items whose tags are behind their catalogue), `switch` (items that a model switch or a rebuild has to embed), `evaluate` or `read` (pictures whose words are to be read)',
    },
  },
  unseen_storage_bytes: {
    kind: 'gauge',
    help: 'Bytes a store holds. Of Qdrant: vectors and payload on the server asked, without indexes. Every process that sees the store reports the same: take the maximum, not the sum. Looked at seldom where looking takes long.',
    labels: { store: '`ledger`, `vectorStore` or `blobStore`' },
  },
  unseen_vectors_missing: {
    kind: 'gauge',
    help: 'Items whose vectors the vector store has lost: searches cannot find them. Every process reports the same: take the maximum, not the sum.',
    labels: {},
  },
  unseen_stale_answers_total: {
    kind: 'counter',
    help: 'Times that what the ledger last said was used because it was away.',
    labels: { of: '`key`, `catalogue` or `collection`' },
  },
  unseen_dependency_up: {
    kind: 'gauge',
    help: 'Whether a dependency answered when the metrics were read.',
    labels: { dependency: 'as in `/health/ready`' },
  },
} as const satisfies Record<string, MetricDefinition>;

/** Name of a metric of Unseen's own. */
export type MetricName = keyof typeof METRICS;
