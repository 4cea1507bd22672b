import { expect, test } from 'vitest';
import { readMetrics } from './read-metrics.ts';

const bucket = (le: string, route: string, value: number) =>
  `unseen_http_request_seconds_bucket{le="${le}",method="POST",route="${route}",status="200"} ${value}`;
const TEXT = [
  '# HELP unseen_http_request_seconds Time to answer a request.',
  bucket('0.05', '/v1/search', 4),
  bucket('0.1', '/v1/search', 6),
  bucket('1', '/v1/search', 10),
  bucket('+Inf', '/v1/search', 10),
  bucket('+Inf', '/v1/items', 99),
  'unseen_http_request_seconds_count{method="POST",route="/v1/search",status="200"} 10',
  'unseen_http_request_seconds_count{method="POST",route="/v1/search",status="400"} 3',
  'unseen_items_total{outcome="indexed"} 1400',
  'unseen_items_total{outcome="failed"} 2',
  'process_resident_memory_bytes 5e8',
  'unseen_storage_bytes{store="ledger"} 8000',
  'unseen_storage_bytes{store="blobStore"} 5e6',
  'unseen_encoder_waiting{lane="interactive"} 1',
  'unseen_encoder_waiting{lane="bulk"} 7',
  'unseen_queue_messages{queue="ingest.chunk",state="waiting"} 3',
  'unseen_queue_messages{queue="ingest.chunk",state="active"} 2',
  'unseen_queue_oldest_seconds{queue="ingest.chunk"} 4.5',
].join('\n');

test('the numbers of the system page come from the metrics', () => {
  expect(readMetrics(TEXT)).toEqual({
    searches: 10,
    typicalSeconds: 0.1,
    slowSeconds: 1,
    indexed: 1400,
    failed: 2,
    memoryBytes: 5e8,
    storage: { ledger: 8000, blobStore: 5e6 },
    encoderWaiting: 8,
    queues: [{ name: 'ingest.chunk', waiting: 3, active: 2, oldestSeconds: 4.5 }],
  });
  expect(readMetrics('')).toEqual({
    searches: 0,
    indexed: 0,
    failed: 0,
    storage: {},
    encoderWaiting: 0,
    queues: [],
  });
});
