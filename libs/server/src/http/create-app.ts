import multipart from '@fastify/multipart';
import type { Type } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '@unseen/config';
import { AppError, ERROR_CATALOGUE } from '@unseen/domain';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import type { Logger } from 'pino';
import { Gate } from '../auth/gate.ts';
import { configureRoutes } from '../auth/route-access.ts';
import { sendProblem } from '../errors/problem.filter.ts';
import { NestLogger } from '../log/nest-logger.ts';
import { Metrics } from '../metrics/metrics.ts';
import { mountOpenApi } from '../openapi/openapi.ts';
import { traceRequests } from '../tracing/request-spans.ts';
import { answerNoHttp } from './answer-no-http.ts';
import { completeAnswers } from './answer-headers.ts';
import { boundedBody, tooLarge } from './bounded-body.ts';
import { closeAnsweredEarly, hasBody } from './close-gently.ts';
import { allowOrigins } from './cors.ts';
import { decodedBody } from './decoded-body.ts';
import { Idempotency } from './idempotency.ts';
import { parseJsonBody } from './json-body.ts';
import { assertLittleStructure } from './json-structure.ts';
import { Methods } from './methods.ts';
import { MAX_FIELD_BYTES } from './multipart.ts';
import { watchPace } from './body-pace.ts';
import { SMALL_BODY_BYTES } from './takes-upload.ts';
import { RequestPipe } from './validation.ts';

/** What clients call JSON line by line; none of the names is registered. */
const NDJSON_TYPES = ['ndjson', 'x-ndjson', 'jsonl', 'x-jsonl', 'jsonlines', 'x-jsonlines'].map(
  (name) => `application/${name}`,
);
/** Room for the longest id of an item, each of its bytes written as three characters. */
const MAX_PARAM_LENGTH = 4_096;

/**
 * Creates a Nest application on Fastify with everything the services share: request ids, problem responses,
 * strict JSON, multipart, validation, request metrics and logs, OpenAPI at `/openapi.json` and `/docs`.
 *
 * @param document - the OpenAPI document to serve; absent: that of the module's own routes
 */
export async function createApp(
  module: Type | DynamicModule,
  config: Config,
  logger: Logger,
  document?: OpenAPIObject,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: SMALL_BODY_BYTES,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    genReqId: requestId,
    requestIdHeader: false,
    // Addresses the router cannot even decode never reach Nest's filters.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(error, request, reply),
    clientErrorHandler: answerNoHttp,
    // What still arrives on an open connection while the service stops is answered: its engines are closed last.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  configureRoutes(app);
  giveBodyLimits(fastify, config.http.maxUploadBytes);
  const methods = new Methods(fastify, MAX_PARAM_LENGTH);
  acceptBodies(fastify);
  await app.register(multipart, { limits: { fileSize: config.http.maxUploadBytes } });
  traceRequests(fastify);
  closeConnectionsWhenStopping(fastify);
  observeRequests(fastify, logger, app.get(Metrics));
  completeAnswers(fastify);
  closeAnsweredEarly(fastify);
  admitRequests(fastify, app.get(Gate), methods, config);
  watchBodies(fastify);
  app.get(Idempotency).attach(fastify);
  app.useGlobalPipes(new RequestPipe());
  mountOpenApi(app, document);
  return app;
}

/** Takes the caller's request id when it is harmless to log, else makes one. */
function requestId(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

function acceptBodies(fastify: FastifyInstance): void {
  // Tables are read as they come: they may be far larger than what fits in memory.
  fastify.addContentTypeParser(['text/csv', ...NDJSON_TYPES], (request, payload, done) =>
    done(null, boundedBody(payload, request.routeOptions.bodyLimit)),
  );
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        assertLittleStructure(body as Buffer);
        done(null, parseJsonBody(body as Buffer));
      } catch (error) {
        done(error as AppError);
      }
    },
  );
}

/** Bodies are small but where a route takes pictures or tables. */
function giveBodyLimits(fastify: FastifyInstance, maxUploadBytes: number): void {
  fastify.addHook('onRoute', (route) => {
    if (route.config?.uploads === true) route.bodyLimit = maxUploadBytes;
  });
}

/** Decides from its headers what becomes of a request. */
function admitRequests(fastify: FastifyInstance, gate: Gate, methods: Methods, { http }: Config): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (allowOrigins(http.corsOrigins, methods, request, reply)) return reply;
    await gate.admit(request, reply);
    if (methods.answerUnmatched(request, reply)) return reply;
    return undefined;
  });
}

/** Lets bodies come that are small enough, and come fast enough. */
function watchBodies(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, reply, payload, done) => {
    const { raw, headers } = request;
    if (!hasBody(raw)) return done(null, payload);
    const { bodyLimit } = request.routeOptions;
    // Of a multipart body the file alone has the limit.
    if (Number(headers['content-length']) > bodyLimit + MAX_FIELD_BYTES) return done(tooLarge(bodyLimit));
    let decoded: RequestPayload;
    try {
      decoded = decodedBody(request, payload);
    } catch (error) {
      return done(error as AppError);
    }
    watchPace(raw, () =>
      sendProblem(new AppError('request_timeout', 'The body came too slowly.'), request, reply),
    );
    // Who waits to be told that the body is wanted has been let in.
    if (headers.expect !== undefined) reply.raw.writeContinue();
    done(null, decoded);
  });
}

function observeRequests(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  const observe = (request: FastifyRequest, reply: FastifyReply, status: number) => {
    const seconds = reply.elapsedTime / 1000;
    const route = request.routeOptions.url ?? 'unmatched';
    metrics.httpRequest(request.method, route, status, seconds);
    const quiet = route.startsWith('/health') || route === '/metrics';
    logger[quiet ? 'trace' : 'info'](
      { requestId: request.id, method: request.method, path: pathOf(request), status, seconds },
      'request',
    );
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    reply.raw.once('close', () => {
      if (!reply.raw.headersSent) observe(request, reply, ERROR_CATALOGUE.caller_left.status);
    });
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    observe(request, reply, reply.statusCode);
    done();
  });
}

/** A connection that has had its answer would be kept open for more, and hold up the end for over a minute. */
function closeConnectionsWhenStopping(fastify: FastifyInstance): void {
  let stopping = false;
  fastify.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done(null, payload);
  });
}

/** The path without its query: queries can hold what people search for. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url;
}
