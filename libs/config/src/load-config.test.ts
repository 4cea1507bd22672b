import { isAppError } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.ts';

function problem(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (isAppError(error, 'config_invalid')) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('loadConfig', () => {
  it('runs on nothing at all, on loopback', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8080 });
    expect(config.encoder.provider).toBe('cpu');
    expect(config.encoder.pack).toMatch(/models\/lite$/);
    expect(Object.isFrozen(config.http)).toBe(true);
  });

  it('says what to set when a value is wrong, for every wrong value at once', () => {
    const text = problem({ PORT: 'eighty', UNSEEN_EXECUTION_PROVIDER: 'tpu' });
    expect(text).toContain('Set PORT to a whole number from 0 to 65535; it is "eighty".');
    expect(text).toContain('Set UNSEEN_EXECUTION_PROVIDER to one of cpu, cuda, webgpu; it is "tpu".');
  });

  it('takes an empty value as unset', () => {
    expect(loadConfig({ PORT: ' ' }).http.port).toBe(8080);
  });

  it('names a setting that does not exist', () => {
    expect(problem({ UNSEEN_DATADIR: '/x' })).toContain('Unset UNSEEN_DATADIR');
  });

  it('refuses an address others can reach without a key, and takes it with one', () => {
    expect(problem({ HOST: '0.0.0.0' })).toContain('Set UNSEEN_API_KEY');
    expect(problem({ HOST: '0.0.0.0', UNSEEN_API_KEY: 'secret' })).toContain('"usk_" followed by');
    expect(loadConfig({ HOST: '0.0.0.0', UNSEEN_API_KEY: `usk_${'a1'.repeat(16)}` }).http.host).toBe(
      '0.0.0.0',
    );
  });

  it('puts the import root below the data directory unless told otherwise', () => {
    expect(loadConfig({ UNSEEN_DATA_DIR: '/srv/unseen' }).importRoot).toBe('/srv/unseen/import');
    expect(loadConfig({ UNSEEN_IMPORT_ROOT: '/srv/photos' }).importRoot).toBe('/srv/photos');
  });

  it('moves each engine to the server it is told of', () => {
    expect(loadConfig({})).toMatchObject({ databaseUrl: undefined, redisUrl: undefined, s3: undefined });
    const servers = loadConfig({
      UNSEEN_DATABASE_URL: 'postgres://unseen:pass@db.example/unseen',
      UNSEEN_REDIS_URL: 'rediss://cache.example:6380/2',
      UNSEEN_REDIS_SENTINELS: 'a.example:26379, 10.0.0.2:26380',
      UNSEEN_REDIS_PREFIX: 'shop',
      UNSEEN_S3_BUCKET: 'pictures',
      UNSEEN_S3_ENDPOINT: 'https://s3.example',
      UNSEEN_S3_ACCESS_KEY_ID: 'id',
      UNSEEN_S3_SECRET_ACCESS_KEY: 'key',
    });
    expect(servers).toMatchObject({
      databaseUrl: 'postgres://unseen:pass@db.example/unseen',
      redisUrl: 'rediss://cache.example:6380/2',
      redisSentinels: [
        { host: 'a.example', port: 26379 },
        { host: '10.0.0.2', port: 26380 },
      ],
      redisPrefix: 'shop',
      s3: {
        bucket: 'pictures',
        region: 'us-east-1',
        credentials: { accessKeyId: 'id', secretAccessKey: 'key' },
      },
    });
  });

  it('says what else to set when half of a server is configured', () => {
    const text = problem({
      UNSEEN_DATABASE_URL: 'postgres://db/unseen',
      UNSEEN_S3_ENDPOINT: 'http://s3',
      UNSEEN_S3_ACCESS_KEY_ID: 'id',
    });
    expect(text).toContain('Set UNSEEN_REDIS_URL too, or unset UNSEEN_DATABASE_URL');
    expect(text).toContain('Set UNSEEN_S3_BUCKET too');
    expect(text).toContain('Set UNSEEN_S3_SECRET_ACCESS_KEY too');
  });

  it('never shows a secret, however wrong', () => {
    const text = problem({ UNSEEN_DATABASE_URL: 'mysql://me:hunter2@db/unseen', UNSEEN_SECRET: 'hunter2' });
    expect(text).toContain('Set UNSEEN_DATABASE_URL to a postgres:// address');
    expect(text).not.toContain('hunter2');
  });

  it('keeps vectors in Qdrant when it is told where one is', () => {
    expect(loadConfig({ UNSEEN_QDRANT_API_KEY: 'secret' }).qdrant).toBeUndefined();
    const { qdrant } = loadConfig({
      UNSEEN_QDRANT_URL: 'https://vectors.example:6333',
      UNSEEN_QDRANT_API_KEY: 'secret',
      UNSEEN_QDRANT_REPLICAS: '2',
    });
    expect(qdrant).toMatchObject({
      urls: ['https://vectors.example:6333'],
      apiKey: 'secret',
      prefix: 'unseen',
    });
    expect(qdrant!.layout).toMatchObject({ shards: 1, replicas: 2, hnswM: 16 });
    expect(problem({ UNSEEN_QDRANT_URL: 'vectors:6333' })).toContain('Set UNSEEN_QDRANT_URL to http');
  });

  it('fetches nothing from the web unless it is told to, and from where', () => {
    expect(loadConfig({}).fetch).toMatchObject({ enabled: false, ports: [80, 443], networks: [] });
    const { fetch } = loadConfig({
      UNSEEN_FETCH_URLS: 'on',
      UNSEEN_FETCH_PORTS: '443, 8443',
      UNSEEN_FETCH_NETWORKS: '10.1.2.0/24,fd00:1::/32',
      UNSEEN_FETCH_MAX_MB: '2',
    });
    expect(fetch).toMatchObject({ enabled: true, ports: [443, 8443], maxBytes: 2 ** 21 });
    expect(fetch.networks).toEqual(['10.1.2.0/24', 'fd00:1::/32']);
    expect(problem({ UNSEEN_FETCH_PORTS: '80,http' })).toContain('Set UNSEEN_FETCH_PORTS to ports from 1');
    expect(problem({ UNSEEN_FETCH_NETWORKS: '10.1.2.3' })).toContain(
      'Set UNSEEN_FETCH_NETWORKS to CIDR blocks',
    );
  });
});
