import { messageOf } from '@unseen/domain';
import { type Api, RequestError } from '../http/api.ts';
import type { Finding } from './finding.ts';

interface Ready {
  readonly status: string;
  readonly dependencies: Readonly<Record<string, { status: string; detail: string }>>;
  /** Absent: an earlier version. */
  readonly notes?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 10_000;

/** The running platform: whether it is one, what of it is down, and whether it takes the key. */
export async function checkPlatform(api: Api): Promise<Finding[]> {
  const name = 'platform';
  let ready: Partial<Ready>;
  try {
    ready = await readiness(api.url);
  } catch (error) {
    const help = 'Start it with `npm start`, or name another one with --url.';
    return [{ name, ok: false, detail: `Nothing answers at ${api.url} (${messageOf(error)}).`, help }];
  }
  if (ready.dependencies === undefined) {
    const help = 'Stop that program, start the platform with another PORT, or name where it is with --url.';
    return [{ name, ok: false, detail: `What answers at ${api.url} is not Unseen.`, help }];
  }
  const up = ready.status === 'ready';
  return [
    {
      name,
      ok: up,
      detail: up ? `ready at ${api.url}` : `answers at ${api.url}, but a part of it is down`,
      help: 'See the parts below, and its log.',
    },
    ...Object.entries(ready.dependencies).map(([part, { status, detail }]): Finding => ({
      name: part,
      ok: status === 'up',
      detail,
      help: HELP[part],
    })),
    ...(await checkStorage(api)),
    ...Object.entries(ready.notes ?? {}).map(([note, detail]): Finding => ({
      name: note,
      ok: false,
      detail,
    })),
    await checkKey(api),
  ];
}

const HELP: Readonly<Record<string, string>> = {
  modelPack: 'Put the folder of the pack beside that of UNSEEN_MODEL_PACK on every machine.',
  queue: 'Start Redis, or correct UNSEEN_REDIS_URL.',
  ledger: 'Start Postgres, or correct UNSEEN_DATABASE_URL.',
  vectorStore: 'Start Qdrant, or correct UNSEEN_QDRANT_URL.',
  blobStore: 'Start the S3-compatible store, or correct UNSEEN_S3_ENDPOINT and its credentials.',
};

const STORES: Readonly<Record<string, string>> = {
  vectorStore: 'vectors',
  blobStore: 'pictures',
  ledger: 'ledger',
};

async function readiness(url: string): Promise<Partial<Ready>> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  const text = await response.text();
  try {
    return JSON.parse(text) as Partial<Ready>;
  } catch {
    return {};
  }
}

/** What the stores hold, where the platform shows its metrics. */
async function checkStorage(api: Api): Promise<Finding[]> {
  const text = await api.text('GET', '/metrics').catch(() => '');
  const held = [...text.matchAll(/^unseen_storage_bytes\{store="(\w+)"\} (\S+)$/gm)].map(
    ([, store, bytes]) => `${STORES[store!] ?? store} ${inBytes(Number(bytes))}`,
  );
  return held.length === 0 ? [] : [{ name: 'storage', ok: true, detail: held.join(', ') }];
}

function inBytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function checkKey(api: Api): Promise<Finding> {
  const name = 'key';
  try {
    await api.send('GET', '/v1/collections');
    return { name, ok: true, detail: 'accepted, or none is needed' };
  } catch (error) {
    // A key for other work is a good key.
    if (error instanceof RequestError && error.code === 'forbidden')
      return { name, ok: true, detail: 'accepted' };
    return {
      name,
      ok: false,
      detail: messageOf(error),
      help: 'Set UNSEEN_API_KEY to a key of this platform.',
    };
  }
}
