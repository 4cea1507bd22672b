import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tracer } from './tracing.ts';

/** Makes a span of every request but health checks and metrics; it goes on with the trace the caller names, if any. */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    if (route.startsWith('/health') || route === '/metrics') {
      done();
      return;
    }
    const parent = propagation.extract(context.active(), request.headers);
    const span = tracer().startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes: attributesOf(request, route) },
      parent,
    );
    // `close` comes for every response, also one whose client has gone.
    reply.raw.once('close', () => {
      span.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    // Everything that handles the request runs inside, and finds the span as its parent.
    context.with(trace.setSpan(parent, span), done);
  });
}

function attributesOf(request: FastifyRequest, route: string): Record<string, string> {
  return {
    'http.request.method': request.method,
    'http.route': route,
    'unseen.request_id': request.id,
  };
}
