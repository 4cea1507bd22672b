/** What the system page shows of `/metrics`. */
export interface Numbers {
  readonly searches: number;
  /** Seconds half of the searches stay under; undefined before the first. */
  readonly typicalSeconds?: number;
  /** Seconds 95 of 100 searches stay under. */
  readonly slowSeconds?: number;
  readonly indexed: number;
  readonly failed: number;
  readonly memoryBytes?: number;
  /** Bytes each store holds, by its name in `/health/ready`. */
  readonly storage: Readonly<Record<string, number>>;
  /** What waits for inference. */
  readonly encoderWaiting: number;
  readonly queues: readonly QueueNumbers[];
}

/** A queue as it is now. */
export interface QueueNumbers {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  /** How long the oldest waiting message has waited, in seconds. */
  readonly oldestSeconds: number;
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads the Prometheus text format as far as the page needs it. */
export function readMetrics(text: string): Numbers {
  const samples = text.split('\n').flatMap(readLine);
  const sum = (name: string, labels: Record<string, string>) =>
    samples
      .filter((sample) => sample.name === name && matches(sample, labels))
      .reduce((total, { value }) => total + value, 0);
  const search = { route: '/v1/search', status: '200' };
  const buckets = samples.filter(
    (sample) => sample.name === 'unseen_http_request_seconds_bucket' && matches(sample, search),
  );
  return {
    searches: sum('unseen_http_request_seconds_count', search),
    typicalSeconds: quantile(buckets, 0.5),
    slowSeconds: quantile(buckets, 0.95),
    indexed: sum('unseen_items_total', { outcome: 'indexed' }),
    failed: sum('unseen_items_total', { outcome: 'failed' }),
    memoryBytes: samples.find(({ name }) => name === 'process_resident_memory_bytes')?.value,
    storage: Object.fromEntries(
      samples
        .filter(({ name }) => name === 'unseen_storage_bytes')
        .map(({ labels: { store = '' }, value }): [string, number] => [store, value]),
    ),
    encoderWaiting: sum('unseen_encoder_waiting', {}),
    queues: queuesOf(samples, sum),
  };
}

function queuesOf(
  samples: readonly Sample[],
  sum: (name: string, labels: Record<string, string>) => number,
): QueueNumbers[] {
  const queues = samples.filter(({ name }) => name === 'unseen_queue_oldest_seconds');
  return queues.map(({ labels: { queue = '' }, value }) => ({
    name: queue,
    waiting: sum('unseen_queue_messages', { queue, state: 'waiting' }),
    active: sum('unseen_queue_messages', { queue, state: 'active' }),
    oldestSeconds: value,
  }));
}

function readLine(line: string): Sample[] {
  const match = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (match === null) return [];
  const [, name = '', inside = '', value = ''] = match;
  const labels = Object.fromEntries(
    [...inside.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', label = '']): [string, string] => [
      key,
      label,
    ]),
  );
  return [{ name, labels, value: Number(value) }];
}

function matches({ labels }: Sample, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

/** Upper end of the bucket a share of the observations stays under; undefined without any, or beyond the last bucket. */
function quantile(buckets: readonly Sample[], share: number): number | undefined {
  const bounds = buckets
    .map(({ labels, value }) => ({ bound: Number(labels['le'] === '+Inf' ? Infinity : labels['le']), value }))
    .sort((a, b) => a.bound - b.bound);
  const total = bounds.at(-1)?.value ?? 0;
  if (total === 0) return undefined;
  const bound = bounds.find(({ value }) => value >= share * total)?.bound;
  return bound === Infinity ? undefined : bound;
}
