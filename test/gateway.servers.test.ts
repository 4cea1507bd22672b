import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { AdminModule } from '@unseen/app-admin';
import { IngestionModule } from '@unseen/app-ingestion';
import { QueryModule } from '@unseen/app-query';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, freePort, ServerProcess } from '../scripts/servers/server-process.ts';

const CADDYFILE = fileURLToPath(new URL('../deploy/gateway/Caddyfile', import.meta.url));
const SERVICES = { ingestion: IngestionModule, query: QueryModule, admin: AdminModule };
type Service = keyof typeof SERVICES;

const caddy = findProgram('caddy');
if (caddy === undefined && process.env['CI'] !== undefined)
  throw new Error('CI must not skip suites: install caddy.');

/** Every method and path that the controllers of a service declare, `:id` as declared. */
const routes = Object.entries(SERVICES).flatMap(([service, module]) =>
  controllersOf(module).flatMap((controller) =>
    handlersOf(controller).map(({ method, path }) => [service, method, path] as const),
  ),
);

function controllersOf(module: Type): Type[] {
  return Reflect.getMetadata('controllers', module) as Type[];
}

function handlersOf(controller: Type): { method: string; path: string }[] {
  const base = Reflect.getMetadata('path', controller) as string;
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    if (name === 'constructor') return [];
    const path = Reflect.getMetadata('path', prototype[name]!) as string | undefined;
    if (path === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata('method', prototype[name]!) as RequestMethod];
    return [{ method, path: `/${base}/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1') }];
  });
}

describe.skipIf(caddy === undefined)('the gateway', () => {
  const services: Partial<Record<Service, Server>> = {};
  let folder: string;
  let gateway: ServerProcess;
  let url: string;
  let metricsUrl: string;
  let spare: Server;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unseen-gateway-'));
    const addresses: Record<string, string> = {};
    for (const service of Object.keys(SERVICES) as Service[]) {
      services[service] = await listen(answering(service));
      addresses[service.toUpperCase()] = addressOf(services[service]);
    }
    spare = await listen(answering('query'));
    // Several addresses, one of them of a replica that is not there.
    addresses['QUERY'] += ` ${addressOf(spare)} 127.0.0.1:${await freePort()}`;
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    metricsUrl = `http://127.0.0.1:${await freePort()}`;
    gateway = new ServerProcess({
      command: caddy!,
      args: ['run', '--config', CADDYFILE, '--adapter', 'caddyfile'],
      environment: { HOME: folder, GATEWAY_ADDRESS: url, GATEWAY_METRICS_ADDRESS: metricsUrl, ...addresses },
      port,
    });
    await gateway.start();
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const server of [...Object.values(services), spare]) server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const answer = async (path: string, method = 'GET') => (await fetch(url + path, { method })).text();

  it('knows the routes of all three', () => {
    expect(new Set(routes.map(([service]) => service)).size).toBe(3);
    expect(routes.length).toBeGreaterThan(20);
  });

  it.each(routes)('leads to %s: %s %s', async (service, method, path) => {
    const real = `${path.replaceAll(/:\w+/g, 'photos%2Fred%20shoe.jpg')}?collection=a`;
    expect(await answer(real, method)).toBe(`${service} ${real}`);
  });

  it('is not misled by an item named like a picture of attention', async () => {
    expect(await answer('/v1/items/a%2Fattention.png')).toBe('ingestion /v1/items/a%2Fattention.png');
  });

  it.each(['/', '/docs', '/openapi.json', '/assets/app.js', '/health/ready'])(
    'leads %s to admin',
    async (path) => {
      expect(await answer(path)).toBe(`admin ${path}`);
    },
  );

  it('keeps metrics inside', async () => {
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });

  const search = (body: string) => fetch(`${url}/v1/search`, { method: 'POST', body });
  const statuses = async (count: number, send: () => Promise<Response>) => {
    const answers = await Promise.all(Array.from({ length: count }, send));
    await Promise.all(answers.map((one) => one.arrayBuffer()));
    return new Set(answers.map((one) => one.status));
  };

  it('asks all replicas of a service', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 20; i++) seen.add((await search('{}')).headers.get('x-port')!);
    expect(seen.size).toBe(2);
  });

  it('sends requests with a body to the replica that is left', async () => {
    await hangUp(services.query!);
    const picture = 'x'.repeat(2 ** 20);
    expect(await statuses(20, () => search(picture))).toEqual(new Set([200]));
    await listen(services.query!, portOf(services.query!));
  });

  it('keeps a request with a body until a restarted replica is back', async () => {
    const port = portOf(services.ingestion!);
    await hangUp(services.ingestion!);
    const sent = statuses(5, () => fetch(`${url}/v1/items`, { method: 'POST', body: 'a picture' }));
    // The others are answered meanwhile.
    expect(await answer('/v1/keys')).toBe('admin /v1/keys');
    await listen(services.ingestion!, port);
    expect(await sent).toEqual(new Set([200]));
  });

  it('sends what does no harm again when it broke off, and nothing else', async () => {
    let broken = 0;
    const breakNext = (server: Server) => {
      const breaking: RequestListener = (request) => {
        if (request.url === '/health/live') return;
        broken += 1;
        server.off('request', breaking);
        request.socket.destroy();
      };
      server.prependListener('request', breaking);
    };
    breakNext(services.query!);
    expect(await statuses(6, () => search('{}'))).toEqual(new Set([200]));
    const post = async (path: string, headers = {}) => {
      breakNext(services.ingestion!);
      return (await fetch(url + path, { method: 'POST', body: '{}', headers })).status;
    };
    expect(await post('/v1/items')).toBe(200);
    expect(await post('/v1/jobs', { 'idempotency-key': 'one' })).toBe(200);
    expect(await post('/v1/jobs')).toBe(503);
    expect(broken).toBe(4);
  });

  it('counts what it answers itself', async () => {
    expect(await (await fetch(`${metricsUrl}/metrics`)).text()).toMatch(
      /caddy_http_requests_total|caddy_http_request_duration/,
    );
  });

  it('answers a problem when a service is away for good', async () => {
    for (const server of [services.query!, spare]) await hangUp(server);
    const response = await search('{}');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 503, code: 'service_unavailable' });
    expect(await answer('/v1/jobs')).toBe('ingestion /v1/jobs');
  });
});

function answering(service: string): Server {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () =>
      response.setHeader('x-port', String(request.socket.localPort)).end(`${service} ${request.url}`),
    );
  });
  return server;
}

async function listen(server: Server, port = 0): Promise<Server> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const ports = new WeakMap<Server, number>();

function portOf(server: Server): number {
  const address = server.address() as AddressInfo | null;
  if (address !== null) ports.set(server, address.port);
  return ports.get(server)!;
}

const addressOf = (server: Server) => `127.0.0.1:${portOf(server)}`;

/** As a killed process does it: no answer, no new connection. */
async function hangUp(server: Server): Promise<void> {
  portOf(server);
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
