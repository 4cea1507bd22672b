import { METRICS } from '@unseen/server/metrics';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Collector } from './support/collector.ts';
import { pictureFolder } from './support/collections.ts';
import { Standalone } from './support/standalone.ts';

const INCOMING = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

describe('what an operator sees', () => {
  let collector: Collector;
  let platform: Standalone;
  let metrics: string;
  let jobId: string;

  beforeAll(async () => {
    collector = await Collector.start();
    platform = await Standalone.start({ UNSEEN_OTLP_ENDPOINT: `${collector.url}/` });
    const imports = join(platform.dataDir, 'import');
    await mkdir(imports, { recursive: true });
    await pictureFolder(join(imports, 'few'), 6);
    const traceparent = `00-${INCOMING.traceId}-${INCOMING.spanId}-01`;
    const source = { type: 'folder', path: 'few' };
    const created = await platform.send('POST', '/v1/jobs', { source }, { traceparent });
    jobId = ((await created.json()) as { id: string }).id;
    while ((await platform.json(200, 'GET', `/v1/jobs/${jobId}`)).state !== 'completed') await sleep(50);
    await platform.json(201, 'POST', '/v1/items', { caption: 'a red apple' });
    await platform.json(200, 'POST', '/v1/items', { caption: 'a red apple' });
    await platform.json(200, 'POST', '/v1/search', { text: 'fruit', cutoff: 'auto', explain: true });
    await platform.json(200, 'POST', '/v1/search', { text: 'fruit', rescore: 'none' });
    metrics = await (await platform.send('GET', '/metrics')).text();
    // Ending the process sends the last spans.
    expect(await platform.stop()).toBe(0);
  });
  afterAll(async () => {
    await platform?.dispose();
    await collector?.stop();
  });

  describe('metrics', () => {
    const value = (sample: string): number =>
      Number(
        metrics
          .split('\n')
          .find((line) => line.startsWith(`${sample} `))
          ?.split(' ')[1],
      );

    it('are those of the reference page, all of them, with their kind and labels', () => {
      const kinds = Object.fromEntries(
        [...metrics.matchAll(/^# TYPE (unseen_\w+) (\w+)$/gm)].map(([, name, kind]) => [name, kind]),
      );
      expect(kinds).toEqual(
        Object.fromEntries(Object.entries(METRICS).map(([name, { kind }]) => [name, kind])),
      );
      for (const [, name, labels] of metrics.matchAll(/^(unseen_\w+?)(?:_bucket|_sum|_count)?\{(.*)\} /gm)) {
        const given = [...labels!.matchAll(/(\w+)="/g)].map(([, label]) => label!);
        const known = Object.keys(METRICS[name as keyof typeof METRICS].labels);
        expect([name, given.filter((label) => label !== 'le' && !known.includes(label))]).toEqual([name, []]);
      }
    });

    it.each([
      ['ingest', 'decode', 6],
      ['ingest', 'blobs', 6],
      ['ingest', 'embed', 7],
      ['ingest', 'store', 2],
      ['ingest', 'record', 1],
      ['search', 'embed', 2],
      ['search', 'recall', 2],
      ['search', 'fuse', 2],
      ['search', 'rescore', 2],
      ['search', 'cut', 2],
      ['search', 'page', 2],
      ['search', 'explain', 1],
    ])('time the stage %s %s', (pipeline, stage, times) => {
      const labels = `pipeline="${pipeline}",stage="${stage}"`;
      expect(value(`unseen_stage_seconds_count{${labels}}`)).toBe(times);
      expect(value(`unseen_stage_seconds_sum{${labels}}`)).toBeGreaterThan(0);
    });

    it('count items, single and in bulk, and searches that were not re-scored', () => {
      expect(value('unseen_items_total{outcome="indexed"}')).toBe(7);
      expect(value('unseen_items_total{outcome="skipped"}')).toBe(1);
      expect(value('unseen_rescore_skipped_total{reason="not_requested"}')).toBe(1);
    });

    it('tell batches, queues, the device, and what the process depends on', () => {
      expect(value('unseen_encoder_batch_size_sum{kind="image",lane="bulk"}')).toBe(6);
      expect(value('unseen_encoder_batch_seconds_sum{kind="image",lane="bulk"}')).toBeGreaterThan(0);
      expect(value('unseen_encoder_waiting{lane="bulk"}')).toBe(0);
      expect(metrics).toMatch(/unseen_encoder_info\{pack="lite@[\d.]+",device="cpu"\} 1/);
      expect(value('unseen_queue_messages{queue="ingest.chunk",state="waiting"}')).toBe(0);
      expect(value('unseen_queue_oldest_seconds{queue="ingest.chunk"}')).toBe(0);
      for (const dependency of ['ledger', 'queue', 'vectorStore', 'blobStore', 'encoder']) {
        expect(value(`unseen_dependency_up{dependency="${dependency}"}`)).toBe(1);
      }
    });
  });

  describe('traces', () => {
    it('go on from the caller, through the request, across the queue', () => {
      const [request] = collector.named('POST /v1/jobs');
      expect(request).toMatchObject({ traceId: INCOMING.traceId, parentSpanId: INCOMING.spanId });
      expect(request?.service).toBe('unseen-standalone');
      const [plan] = collector.named('ingest.plan process');
      expect(plan).toMatchObject({ traceId: INCOMING.traceId, parentSpanId: request?.spanId });
    });

    it('start anew with each chunk, linked to the plan, and hold its stages', () => {
      const [plan] = collector.named('ingest.plan process');
      const [chunk] = collector.named('ingest.chunk process');
      expect(chunk?.traceId).not.toBe(INCOMING.traceId);
      expect(chunk?.links).toMatchObject([{ traceId: INCOMING.traceId, spanId: plan?.spanId }]);
      const stages = collector.spans.filter((span) => span.parentSpanId === chunk?.spanId);
      const names = ['ingest blobs', 'ingest decode', 'ingest embed', 'ingest record', 'ingest store'];
      expect([...new Set(stages.map((span) => span.name))].sort()).toEqual(names);
    });

    it('show the stages of a search below its request, and leave health and metrics out', () => {
      const [search] = collector.named('POST /v1/search');
      const stages = collector.spans.filter((span) => span.parentSpanId === search?.spanId);
      expect(stages.map((span) => span.name)).toEqual(
        expect.arrayContaining([
          'search embed',
          'search recall',
          'search fuse',
          'search rescore',
          'search page',
        ]),
      );
      expect(collector.named('GET /metrics')).toEqual([]);
    });
  });
});
