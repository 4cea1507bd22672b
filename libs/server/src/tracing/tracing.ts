import { trace } from '@opentelemetry/api';
import type { Config } from '@unseen/config';

/** The tracer of everything Unseen does; it does nothing unless {@link startTracing} was called. */
export const tracer = () => trace.getTracer('unseen');

/**
 * Sends spans of this process to an OTLP collector. Once per process, before anything is traced.
 *
 * @param service - `unseen-<service>` is the name the spans carry
 * @returns what sends the last spans and ends it; undefined when no endpoint is configured
 */
export async function startTracing(
  config: Config['tracing'],
  service: string,
): Promise<(() => Promise<void>) | undefined> {
  if (config.endpoint === undefined) return undefined;
  // What sends spans is loaded where some are sent.
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-node'),
  ]);
  const { BatchSpanProcessor, NodeTracerProvider, ParentBasedSampler, TraceIdRatioBasedSampler } = sdk;
  const exporter = new OTLPTraceExporter({ url: `${config.endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `unseen-${service}` }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.share) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return async () => {
    await provider.shutdown();
    trace.disable();
  };
}
