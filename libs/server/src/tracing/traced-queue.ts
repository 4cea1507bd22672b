import {
  context,
  createContextKey,
  type Link,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import {
  messageOf,
  Queue,
  type QueueMessage,
  type QueueName,
  type QueueStats,
  type SendOptions,
  type WorkOptions,
} from '@unseen/domain';
import { tracer } from './tracing.ts';

/** What travels with a message: the W3C trace context of whoever sent it. */
interface Traced {
  readonly trace?: { readonly traceparent?: string; readonly tracestate?: string };
  /** The sender was itself a worker. */
  readonly traceLinks?: boolean;
}

const IN_WORKER = createContextKey('in a worker');

/**
 * Carries traces across a queue. What a request sends goes on in the trace of that request. What a worker sends in turn
 * (a job's chunks, thousands of them) starts a trace each, linked to the one before: no trace grows with the job.
 */
export class TracedQueue extends Queue {
  readonly #queue: Queue;

  constructor(queue: Queue) {
    super();
    this.#queue = queue;
  }

  override send<T extends object>(
    queue: QueueName,
    data: readonly T[],
    options?: (data: T) => SendOptions,
  ): Promise<void> {
    const active = context.active();
    if (trace.getSpan(active) === undefined) return this.#queue.send(queue, data, options);
    const carrier: NonNullable<Traced['trace']> = {};
    propagation.inject(active, carrier);
    const traced: Traced = {
      trace: carrier,
      ...(active.getValue(IN_WORKER) === true && { traceLinks: true }),
    };
    return this.#queue.send(
      queue,
      data.map((message) => ({ ...message, ...traced })),
      options,
    );
  }

  override work<T extends object>(
    queue: QueueName,
    options: WorkOptions,
    handler: (message: QueueMessage<T>) => Promise<void>,
  ): Promise<void> {
    return this.#queue.work<T & Traced>(queue, options, (message) => handleTraced(queue, message, handler));
  }

  override start(): Promise<void> {
    return this.#queue.start();
  }

  override stats(queue: QueueName): Promise<QueueStats> {
    return this.#queue.stats(queue);
  }

  override clear(queue: QueueName): Promise<void> {
    return this.#queue.clear(queue);
  }

  override ping(): Promise<void> {
    return this.#queue.ping();
  }

  override stop(graceSeconds?: number): Promise<void> {
    return this.#queue.stop(graceSeconds);
  }
}

function handleTraced<T extends object>(
  queue: QueueName,
  message: QueueMessage<T & Traced>,
  handler: (message: QueueMessage<T>) => Promise<void>,
): Promise<void> {
  const { trace: carrier, traceLinks } = message.data;
  const sender = propagation.extract(ROOT_CONTEXT, carrier ?? {});
  const senderSpan = trace.getSpanContext(sender);
  const links: Link[] = traceLinks === true && senderSpan !== undefined ? [{ context: senderSpan }] : [];
  const parent = (traceLinks === true ? ROOT_CONTEXT : sender).setValue(IN_WORKER, true);
  const jobId = 'jobId' in message.data ? message.data.jobId : undefined;
  const attributes = {
    'messaging.message.id': message.id,
    'unseen.attempt': message.attempt,
    ...(typeof jobId === 'string' && { 'unseen.job_id': jobId }),
  };
  const options = { kind: SpanKind.CONSUMER, links, attributes };
  return tracer().startActiveSpan(`${queue} process`, options, parent, async (span) => {
    try {
      await handler(message);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}
