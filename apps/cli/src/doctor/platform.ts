import { type Readiness, UnseenError } from '@unseen/client';
import { messageOf } from '@unseen/domain';
import { inBytes } from '../output/amounts.ts';
import { START_HINT, type Platform } from '../platform/connect.ts';
import type { Finding } from './finding.ts';

const PATIENCE_MS = 10_000;

/** The running platform: whether it is one, what of it is down, and whether it takes the key. */
export async function checkPlatform(platform: Platform): Promise<Finding[]> {
  const name = 'platform';
  const of = 'platform';
  const { url } = platform;
  let ready: Partial<Readiness>;
  try {
    ready = await readiness(url);
  } catch (error) {
    const detail = `Nothing answers at ${url} (${messageOf(error)}).`;
    return [{ name, of, ok: false, detail, help: START_HINT }];
  }
  if (ready.dependencies === undefined) {
    const help = 'Stop that program, start the platform with another PORT, or name where it is with --url.';
    return [{ name, of, ok: false, detail: `What answers at ${url} is not Unseen.`, help }];
  }
  // A process can be ready while a server it depends on is away.
  const parts = Object.values(ready.dependencies);
  const up = ready.status === 'ready' && parts.every(({ status }) => status === 'up');
  return [
    {
      name,
      of,
      ok: up,
      detail: up ? `ready at ${url}` : `answers at ${url}, but a part of it is down`,
      help: 'See the parts below, and its log.',
    },
    ...Object.entries(ready.dependencies).map(([part, { status, detail }]): Finding => ({
      name: part,
      of,
      ok: status === 'up',
      detail,
      help: HELP[part],
    })),
    ...(await checkStorage(platform)),
    ...Object.entries(ready.notes ?? {}).map(([note, detail]): Finding => ({
      name: note,
      of,
      ok: false,
      detail,
    })),
    await checkKey(platform),
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

async function readiness(url: string): Promise<Partial<Readiness>> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  const text = await response.text();
  try {
    return JSON.parse(text) as Partial<Readiness>;
  } catch {
    return {};
  }
}

/** What the stores hold, where the platform shows its metrics. */
async function checkStorage({ url, key }: Platform): Promise<Finding[]> {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const text = await fetch(`${url}/metrics`, { headers, signal })
    .then((response) => (response.ok ? response.text() : ''))
    .catch(() => '');
  const held = [...text.matchAll(/^unseen_storage_bytes\{store="(\w+)"\} (\S+)$/gm)].map(
    ([, store, bytes]) => `${STORES[store!] ?? store} ${inBytes(Number(bytes))}`,
  );
  return held.length === 0 ? [] : [{ name: 'storage', of: 'platform', ok: true, detail: held.join(', ') }];
}

async function checkKey({ unseen }: Platform): Promise<Finding> {
  const name = 'key';
  const of = 'platform';
  try {
    await unseen.collections({ signal: AbortSignal.timeout(PATIENCE_MS) });
    return { name, of, ok: true, detail: 'accepted, or none is needed' };
  } catch (error) {
    // A key for other work is a good key.
    if (error instanceof UnseenError && error.code === 'forbidden')
      return { name, of, ok: true, detail: 'accepted' };
    return {
      name,
      of,
      ok: false,
      detail: messageOf(error),
      help: 'Set UNSEEN_API_KEY to a key of this platform, or keep one with `unseen login <url> --key`.',
    };
  }
}
