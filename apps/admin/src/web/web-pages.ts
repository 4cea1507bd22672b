import fastifyStatic from '@fastify/static';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { LOGGER } from '@unseen/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';

/** What `npm run build` makes of apps/web. */
const SITE = fileURLToPath(new URL('../../../web/dist/site/', import.meta.url));
/** Addresses of the page; which part of it they show is the page's own business. */
const PAGES = ['/', '/ingest', '/collections', '/catalogue', '/keys', '/system'];

/** Nothing from elsewhere, nothing inline, no frames: what a page that shows strangers' pictures needs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  // The page without a connection, and as an app of its own.
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the browser UI. Its files are open to everyone; what they show asks for a key where one is needed. */
@Injectable()
export class WebPages implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    if (!existsSync(join(SITE, 'index.html'))) {
      this.logger.warn('the browser UI is not built: run `npm run build`');
      return;
    }
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const send = (file: string, type: string) => async (_request: FastifyRequest, reply: FastifyReply) =>
      protect(reply)
        .type(type)
        .send(await readFile(join(SITE, file)));
    const page = send('index.html', 'text/html; charset=utf-8');
    for (const path of PAGES) fastify.get(path, page);
    // Whoever mistypes an address in a browser reads a page, with the way back; programs get their problem.
    fastify.get('/*', (request, reply) =>
      isForPeople(request) ? page(request, reply.code(404)) : reply.callNotFound(),
    );
    fastify.get('/icon.svg', send('icon.svg', 'image/svg+xml'));
    fastify.get('/app-icon.svg', send('app-icon.svg', 'image/svg+xml'));
    fastify.get('/manifest.webmanifest', send('manifest.webmanifest', 'application/manifest+json'));
    fastify.get('/offline.js', send('offline.js', 'text/javascript; charset=utf-8'));
    // Names of these files change with their content.
    // Waiting for a plugin would start Fastify before Nest has set its handler of errors.
    void fastify.register(fastifyStatic, {
      root: join(SITE, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
    });
  }
}

function isForPeople({ headers, url }: FastifyRequest): boolean {
  return !url.startsWith('/v1/') && (headers.accept ?? '').includes('text/html');
}

function protect(reply: FastifyReply): FastifyReply {
  return reply
    .header('content-security-policy', POLICY)
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cache-control', 'no-cache');
}
