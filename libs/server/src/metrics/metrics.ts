import { Injectable } from '@nestjs/common';
import { QUEUES, type Queue, type QueueName } from '@unseen/domain';
import type { BatchEvent, Encoder } from '@unseen/encoder';
import type { IngestStageEvent, ItemsEvent, ReadingEvent } from '@unseen/ingest';
import type { Backlog, Ledger } from '@unseen/ledger';
import type { SearchEvent } from '@unseen/search';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Health } from '../health/health.ts';
import { seldom } from './seldom.ts';
import { METRICS, type MetricDefinition, type MetricName } from './definitions.ts';

/** A dependency that hangs must not keep the other metrics from being read. */
const LOOKUP_MS = 3_000;
/** Milliseconds between samples of the event loop's delay. */
const DELAY_EVERY_MS = 250;

/** Prometheus metrics of one process. What a metric means is in {@link METRICS}. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly http = this.histogram('unseen_http_request_seconds');
  private readonly stages = this.histogram('unseen_stage_seconds');
  private readonly skipped = this.counter('unseen_rescore_skipped_total');
  private readonly items = this.counter('unseen_items_total');
  private readonly readings = this.histogram('unseen_picture_reading_seconds');
  private readonly batchSize = this.histogram('unseen_encoder_batch_size');
  private readonly batchSeconds = this.histogram('unseen_encoder_batch_seconds');
  private readonly encoderWaiting = this.gauge('unseen_encoder_waiting');
  private readonly encoderRestarts = this.counter('unseen_encoder_restarts_total');
  private readonly encoderInfo = this.gauge('unseen_encoder_info');
  private readonly queueMessages = this.gauge('unseen_queue_messages');
  private readonly queueOldest = this.gauge('unseen_queue_oldest_seconds');
  private readonly queueFailures = this.counter('unseen_queue_failures_total');
  private readonly retries = this.counter('unseen_retries_total');
  private readonly ledgerConnections = this.gauge('unseen_ledger_connections');
  private readonly ledgerWaiting = this.gauge('unseen_ledger_waiting');
  private readonly backlog = this.gauge('unseen_backlog_items');
  private readonly storageBytes = this.gauge('unseen_storage_bytes');
  private readonly vectorsMissing = this.gauge('unseen_vectors_missing');
  private readonly staleAnswers = this.counter('unseen_stale_answers_total');
  private readonly dependencyUp = this.gauge('unseen_dependency_up');
  /** What is looked up each time the metrics are read. */
  private readonly lookups: (() => Promise<void>)[] = [];

  constructor(health: Health) {
    // Sampled by a timer, which at its default of 10 ms would wake a process at rest a hundred times a second.
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: DELAY_EVERY_MS });
    this.lookups.push(async () => {
      for (const { name, status } of await health.check()) {
        this.dependencyUp.set({ dependency: name }, status === 'up' ? 1 : 0);
      }
    });
  }

  /** Records an answered request. @param route - the route's pattern, not the path: paths are unbounded */
  httpRequest(method: string, route: string, status: number, seconds: number): void {
    this.http.observe({ method, route, status: String(status) }, seconds);
  }

  /** Records a stage of a search. */
  searchStage({ stage, seconds, skipped }: SearchEvent): void {
    this.stages.observe({ pipeline: 'search', stage }, seconds);
    if (skipped !== undefined) this.skipped.inc({ reason: skipped });
  }

  /** Records a stage of ingestion. */
  ingestStage({ stage, seconds }: IngestStageEvent): void {
    this.stages.observe({ pipeline: 'ingest', stage }, seconds);
  }

  /** Records one inference. */
  batch({ kind, lane, size, seconds }: BatchEvent): void {
    this.batchSize.observe({ kind, lane }, size);
    this.batchSeconds.observe({ kind, lane }, seconds);
  }

  /** Counts items by outcome. */
  itemsDone({ done, failed, skipped }: ItemsEvent): void {
    for (const [outcome, count] of Object.entries({ indexed: done, failed, skipped })) {
      if (count > 0) this.items.inc({ outcome }, count);
    }
  }

  /** Records a picture that was read. */
  pictureRead({ outcome, seconds }: ReadingEvent): void {
    this.readings.observe({ outcome }, seconds);
  }

  /** Counts an answer of the ledger that was used while it is away. */
  staleAnswer(of: string): void {
    this.staleAnswers.inc({ of });
  }

  /** Counts a message whose handler threw. */
  messageFailed(queue: QueueName, outcome: 'retried' | 'dropped'): void {
    this.queueFailures.inc({ queue, outcome });
  }

  /** Reports what waits for the encoder, and what it runs on. */
  watchEncoder(encoder: Encoder): void {
    this.encoderInfo.set({ pack: encoder.pack.id, device: encoder.device }, 1);
    this.lookups.push(async () => {
      const { queued, restarts } = encoder.stats();
      for (const [lane, count] of Object.entries(queued)) this.encoderWaiting.set({ lane }, count);
      this.encoderRestarts.reset();
      this.encoderRestarts.inc(restarts);
    });
  }

  /** Reports depth and age of every queue. While the queue is away, nothing is reported of it. */
  watchQueue(queue: Queue): void {
    this.lookups.push(async () => {
      this.queueMessages.reset();
      this.queueOldest.reset();
      for (const name of QUEUES) {
        const { waiting, active, oldestSeconds } = await queue.stats(name);
        this.queueMessages.set({ queue: name, state: 'waiting' }, waiting);
        this.queueMessages.set({ queue: name, state: 'active' }, active);
        this.queueOldest.set({ queue: name }, oldestSeconds);
      }
    });
  }

  /** Reports what is left to do. While the ledger is away, nothing is reported of it. */
  watchBacklog(read: () => Promise<Backlog>): void {
    const look = seldom(async () => {
      this.backlog.reset();
      for (const [work, items] of Object.entries<number>({ ...(await read()) }))
        this.backlog.set({ work }, items);
    });
    this.lookups.push(look);
  }

  /** Reports how often the server of a store had to be asked again. @param name - as in `/health/ready` */
  watchRetries(name: string, retries: () => number): void {
    let counted = 0;
    this.lookups.push(async () => {
      const now = retries();
      this.retries.inc({ store: name }, Math.max(0, now - counted));
      counted = now;
    });
  }

  /** Reports how the connections to Postgres are used; nothing of an embedded ledger. */
  watchConnections(read: () => Ledger['connections']): void {
    this.lookups.push(async () => {
      const usage = read();
      if (usage === undefined) return;
      const { waiting, ...states } = usage;
      for (const [state, count] of Object.entries<number>(states))
        this.ledgerConnections.set({ state }, count);
      this.ledgerWaiting.set(waiting);
    });
  }

  /** Reports what a store holds. @param name - as in `/health/ready` @param bytes - may take as long as it likes */
  watchStorage(name: string, bytes: () => Promise<number>): void {
    const look = seldom(async () => this.storageBytes.set({ store: name }, await bytes()));
    this.lookups.push(look);
  }

  /** Reports how many items have lost their vectors. */
  watchLostVectors(missing: () => number): void {
    this.lookups.push(async () => this.vectorsMissing.set(missing()));
  }

  /** Everything in the Prometheus text format. A lookup that fails or hangs leaves its metrics out, or as they were. */
  async text(): Promise<string> {
    const late = new Promise((resolve) => setTimeout(resolve, LOOKUP_MS).unref());
    await Promise.race([late, Promise.allSettled(this.lookups.map((lookup) => lookup()))]);
    return this.registry.metrics();
  }

  private histogram(name: MetricName): Histogram {
    const { help, labels, buckets }: MetricDefinition = METRICS[name];
    const labelNames = Object.keys(labels);
    return new Histogram({ name, help, labelNames, buckets: [...buckets!], registers: [this.registry] });
  }

  private counter(name: MetricName): Counter {
    const { help, labels }: MetricDefinition = METRICS[name];
    return new Counter({ name, help, labelNames: Object.keys(labels), registers: [this.registry] });
  }

  private gauge(name: MetricName): Gauge {
    const { help, labels }: MetricDefinition = METRICS[name];
    return new Gauge({ name, help, labelNames: Object.keys(labels), registers: [this.registry] });
  }
}
