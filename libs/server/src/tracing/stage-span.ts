import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { messageOf } from '@unseen/domain';
import { tracer } from './tracing.ts';

/** A stage that has just ended. */
export interface EndedStage {
  readonly stage: string;
  readonly seconds: number;
  readonly error?: unknown;
}

/** Records a stage as a span of the trace under way; outside a trace it does nothing. */
export function stageSpan(pipeline: 'ingest' | 'search', { stage, seconds, error }: EndedStage): void {
  if (trace.getSpan(context.active())?.isRecording() !== true) return;
  const end = Date.now();
  const span = tracer().startSpan(`${pipeline} ${stage}`, { startTime: end - seconds * 1000 });
  if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
  span.end(end);
}
