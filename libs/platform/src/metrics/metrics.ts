import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The stages the platform times. */
export type Stage = 'decode' | 'embed' | 'store' | 'recall' | 'fuse' | 'rescore' | 'cut' | 'page' | 'explain';

/** Prometheus metrics of one process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly http = new Histogram({
    name: 'unseen_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly stages = new Histogram({
    name: 'unseen_stage_seconds',
    help: 'Time spent in one stage of ingestion or search.',
    labelNames: ['stage'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  private readonly batches = new Histogram({
    name: 'unseen_encoder_batch_size',
    help: 'Pictures, texts or candidates in one inference.',
    labelNames: ['kind'],
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [this.registry],
  });

  private readonly items = new Counter({
    name: 'unseen_items_total',
    help: 'Items that went through ingestion, by outcome.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Records an answered request. @param route - the route's pattern, not the path: paths are unbounded */
  httpRequest(method: string, route: string, status: number, seconds: number): void {
    this.http.observe({ method, route, status: String(status) }, seconds);
  }

  /** Records the time one stage took. */
  stage(stage: Stage, seconds: number): void {
    this.stages.observe({ stage }, seconds);
  }

  /** Records one inference. */
  batch(kind: string, size: number): void {
    this.batches.observe({ kind }, size);
  }

  /** Counts items by outcome. */
  itemsDone(outcome: 'indexed' | 'failed' | 'skipped', count: number): void {
    if (count > 0) this.items.inc({ outcome }, count);
  }
}
