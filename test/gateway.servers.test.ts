import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { AdminModule } from '@unseen/app-admin';
import { IngestionModule } from '@unseen/app-ingestion';
import { QueryModule } from '@unseen/app-query';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
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

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unseen-gateway-'));
    const addresses: Record<string, string> = {};
    for (const service of Object.keys(SERVICES) as Service[]) {
      const server = createServer((request, response) => response.end(`${service} ${request.url}`));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      services[service] = server;
      addresses[service.toUpperCase()] = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const file = join(folder, 'Caddyfile');
    await writeFile(file, (await readFile(CADDYFILE, 'utf8')).replace(':8080 {', `${url} {`));
    gateway = new ServerProcess({
      command: caddy!,
      args: ['run', '--config', file, '--adapter', 'caddyfile'],
      environment: { HOME: folder, ...addresses },
      port,
    });
    await gateway.start();
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const server of Object.values(services)) server.close();
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

  it('answers a problem when a service is away', async () => {
    services.query!.close();
    services.query!.closeAllConnections();
    const response = await fetch(`${url}/v1/search`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 503, code: 'service_unavailable' });
    expect(await answer('/v1/jobs')).toBe('ingestion /v1/jobs');
  });
});
