import { loadConfig, VARIABLES } from '@unseen/config';
import { METRICS } from '@unseen/server/metrics';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { selectedBy } from './support/promql.ts';

interface Compose {
  services: Record<string, { environment?: Record<string, string>; build?: { target: string } }>;
}

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');
const compose = parse(await read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);

/** What `deploy/make-env.sh` makes of `.env.example`, in a folder of its own. */
const folder = await mkdtemp(join(tmpdir(), 'unseen-deploy-'));
await cp('deploy', join(folder, 'deploy'), { recursive: true });
await cp('.env.example', join(folder, '.env.example'));
const makeEnv = () => spawnSync('sh', [join(folder, 'deploy/make-env.sh')], { encoding: 'utf8' });
const made = makeEnv();
const settings = Object.fromEntries(
  (await readFile(join(folder, '.env'), 'utf8'))
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => line.split('=', 2) as [string, string]),
);
afterAll(() => rm(folder, { recursive: true }));

/** What Compose makes of `${NAME}`, `${NAME:-default}` and `${NAME:?message}`. */
const interpolate = (text: string) =>
  text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, operator: string, rest: string) => {
    const value = settings[name] ?? '';
    if (value === '' && operator === '?') throw new Error(`${name} is not in .env.example`);
    return value === '' && operator === '-' ? rest : value;
  });

/** What the Dockerfile sets for every service. */
const image = { HOST: '0.0.0.0', PORT: '8080', UNSEEN_SAMPLE: 'off' };

describe('docker-compose.yml', () => {
  it('runs the three services and their workers', () => {
    expect(services.map(([name]) => name).sort()).toEqual(['admin', 'ingestion', 'query', 'worker']);
  });

  it.each(services)('gives %s settings it starts with', (name, { environment = {} }) => {
    const given = Object.entries(environment).map(([key, value]) => [key, interpolate(String(value))]);
    const config = loadConfig({ ...image, ...Object.fromEntries(given) });
    expect(config).toMatchObject({
      databaseUrl: expect.stringContaining('@postgres:5432'),
      redisUrl: expect.stringContaining('@redis:6379'),
      s3: { bucket: 'unseen' },
    });
    if (name === 'worker') expect(config.ingestion.role).toBe('worker');
    if (name === 'ingestion') expect(config.ingestion.role).toBe('api');
  });

  it('gets its secrets from a script, once, for its owner alone', async () => {
    expect(made.status).toBe(0);
    expect(made.stdout).toContain(settings['UNSEEN_API_KEY']);
    expect((await stat(join(folder, '.env'))).mode & 0o077).toBe(0);
    expect(makeEnv()).toMatchObject({ status: 1, stderr: expect.stringContaining('remove it') });
  });

  it('has every setting of the image among those there are', async () => {
    const names = (await read('Dockerfile')).match(/\bUNSEEN_\w+(?==)/g) ?? [];
    expect(names.filter((name) => !(name in VARIABLES))).toEqual([]);
    expect(names).toContain('UNSEEN_EXECUTION_PROVIDER');
  });
});

describe('the workflow of CI', () => {
  it('tries the Qdrant that the compose file runs', async () => {
    const version = /qdrant\/qdrant:(v[\d.]+)/;
    const workflow = version.exec(await read('.github/workflows/ci.yml'))?.[1];
    expect(workflow).toBeDefined();
    expect(workflow).toBe(version.exec(await read('docker-compose.yml'))?.[1]);
  });
});

describe('k8s', () => {
  it.each([
    'base/config.yaml',
    'base/ingestion.yaml',
    'base/worker.yaml',
    'base/query.yaml',
    'base/admin.yaml',
    'overlays/dev/make-secrets.sh',
    'overlays/dev/kustomization.yaml',
    'overlays/prod/kustomization.yaml',
    'overlays/prod/backup.yaml',
    'overlays/gpu/worker.yaml',
    'components/packs/kustomization.yaml',
    '../deploy/chart/values.yaml',
    '../deploy/chart/templates/services.yaml',
  ])('%s names only settings there are', async (path) => {
    const text = await read(`k8s/${path}`);
    const names = text.match(/\bUNSEEN_[A-Z0-9_]+\b/g) ?? [];
    expect(names.filter((name) => !(name in VARIABLES))).toEqual([]);
  });

  it('wakes workers for every kind of work, by metrics there are', async () => {
    const scaler = parse(await read('k8s/overlays/prod/worker-scaler.yaml')) as {
      spec: { triggers: { metadata: { query: string } }[] };
    };
    const queries = scaler.spec.triggers.map(({ metadata }) => metadata.query);
    for (const query of queries) {
      for (const { metric, labels } of selectedBy(query)) {
        const known = METRICS[metric as keyof typeof METRICS]?.labels;
        expect(known, metric).toBeDefined();
        expect(labels.filter((label) => !(label in known))).toEqual([]);
      }
    }
    const woken = queries.flatMap((query) => /work=~"([a-z|]+)"/.exec(query)![1]!.split('|'));
    // What the ledger says is left is what a worker is woken for, each kind once.
    const kinds = METRICS.unseen_backlog_items.labels.work
      .match(/`(\w+)`/g)!
      .map((kind) => kind.slice(1, -1));
    expect(woken.toSorted()).toEqual(kinds.toSorted());
  });

  it('asks for no more sessions of Postgres than the guide adds up', async () => {
    const guide = await read('docs/guides/servers.md');
    let sum = 0;
    const most = { query: 30, worker: 20, ingestion: 10, admin: 2 };
    for (const [name, replicas] of Object.entries(most)) {
      const text = await read(`k8s/base/${name}.yaml`);
      const own = Number(/UNSEEN_DATABASE_CONNECTIONS, value: '(\d+)'/.exec(text)![1]);
      expect(guide).toMatch(new RegExp(`\\| ${name} +\\| ${own} `));
      sum += replicas * (own + 1);
    }
    expect(guide).toContain(`| ${sum} `);
    const overlay = await read('k8s/overlays/prod/kustomization.yaml');
    const scaler = await read('k8s/overlays/prod/worker-scaler.yaml');
    expect(overlay).toContain(`value: ${most.query} }`);
    expect(overlay).toContain(`value: ${most.ingestion} }`);
    expect(scaler).toContain(`maxReplicaCount: ${most.worker}`);
  });

  it('spreads replicas over machines, and gives every volume in memory or on a disk a bound', async () => {
    for (const name of ['ingestion', 'worker', 'query', 'admin', 'gateway']) {
      const text = await read(`k8s/base/${name}.yaml`);
      expect(text).toContain('topologyKey: kubernetes.io/hostname');
      if (name !== 'gateway') expect(text).toContain('name: tmp, emptyDir: { sizeLimit:');
    }
  });

  it('has probes, requests and a read-only root file system on every service', async () => {
    for (const name of ['gateway', 'ingestion', 'worker', 'query', 'admin']) {
      const documents = parseAllDocuments(await read(`k8s/base/${name}.yaml`)).map(
        (document) => document.toJS() as object,
      );
      expect(documents).toContainEqual(
        expect.objectContaining({
          kind: 'Deployment',
          spec: expect.objectContaining({
            template: expect.objectContaining({
              spec: expect.objectContaining({
                securityContext: expect.objectContaining({ runAsNonRoot: true }),
                containers: [
                  expect.objectContaining({
                    livenessProbe: expect.anything(),
                    readinessProbe: expect.anything(),
                    resources: expect.objectContaining({
                      requests: expect.anything(),
                      limits: expect.anything(),
                    }),
                    securityContext: expect.objectContaining({ readOnlyRootFilesystem: true }),
                  }),
                ],
              }),
            }),
          }),
        }),
      );
    }
  });
});

describe('a host without containers', () => {
  const install = (...services: string[]) =>
    spawnSync('sh', ['deploy/host/install.sh', ...services], {
      encoding: 'utf8',
      env: { ...process.env, DESTDIR: join(folder, 'host') },
    });

  it('is laid out by one command: settings with secrets of their own, made once', async () => {
    expect(install('gateway')).toMatchObject({ status: 0, stderr: '' });
    const file = join(folder, 'host/etc/unseen/unseen.env');
    const text = await readFile(file, 'utf8');
    const names = text.match(/^UNSEEN_\w+(?==)/gm) ?? [];
    expect(names.filter((name) => !(name in VARIABLES))).toEqual([]);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const [, key] = /^UNSEEN_API_KEY=(.+)$/m.exec(text)!;
    expect(loadConfig({ HOST: '0.0.0.0', UNSEEN_API_KEY: key }).auth.apiKey).toBe(key);
    install('gateway');
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('has a unit for every service', async () => {
    expect(install('no-such-service')).toMatchObject({ status: 2 });
    const unit = await readFile('deploy/host/unseen@.service', 'utf8');
    expect(unit).toContain('ExecStart=/srv/unseen/%i/start');
    expect(await read('deploy/host/unseen-gateway.service')).toContain('/etc/unseen/Caddyfile');
  });
});
