import type { Config } from '@unseen/config';
import { connect } from 'node:net';
import { finding, type Finding } from './finding.ts';

const PATIENCE_MS = 3_000;
const PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'postgres:': 5_432,
  'postgresql:': 5_432,
  'redis:': 6_379,
  'rediss:': 6_379,
};

/** Whether the servers of the configuration can be reached from here. */
export async function checkServers(config: Config): Promise<Finding[]> {
  const { databaseUrl, redisUrl, redisSentinels, qdrant, s3 } = config;
  const servers = [
    ['Postgres', 'UNSEEN_DATABASE_URL', databaseUrl],
    ...(redisSentinels ?? []).map(
      ({ host, port }) => ['Redis', 'UNSEEN_REDIS_SENTINELS', `redis://${host}:${port}`] as const,
    ),
    ['Redis', 'UNSEEN_REDIS_URL', redisSentinels === undefined ? redisUrl : undefined],
    ...(qdrant?.urls ?? []).map((url) => ['Qdrant', 'UNSEEN_QDRANT_URL', url] as const),
    ['S3', 'UNSEEN_S3_ENDPOINT', s3?.endpoint],
  ] as const;
  return Promise.all(
    servers.flatMap(([name, variable, url]) =>
      url === undefined
        ? []
        : [
            finding(name, `Start it, let this machine through to it, or correct ${variable}.`, () =>
              reach(url),
            ),
          ],
    ),
  );
}

/** @returns host and port, which something listens on */
async function reach(url: string): Promise<string> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const number = Number(port || PORTS[protocol]);
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port: number, timeout: PATIENCE_MS });
    socket.once('connect', () => resolve(socket.end() as unknown as void));
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error(`no answer in ${PATIENCE_MS / 1_000} s`)));
  });
  return `something listens at ${hostname}:${number}`;
}
