import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, ServerProcess, type TestServer } from './server-process.ts';

/** Qdrant nodes on loopback that make up one cluster. */
export interface QdrantCluster {
  readonly nodes: readonly TestServer[];
  /** Resolves when every node knows all others, and every copy of every shard is up to date. */
  whole(): Promise<void>;
  /** Removes the collections of a prefix. */
  removeCollections(prefix: string): Promise<void>;
  /** Ends the nodes and removes their data. */
  remove(): Promise<void>;
}

/**
 * Starts a cluster.
 * @param program - Qdrant's program; it comes in no package
 */
export async function startQdrantCluster(program: string, size: number): Promise<QdrantCluster> {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-qdrant-'));
  const nodes: (TestServer & { readonly peers: string })[] = [];
  for (let index = 0; index < size; index++) nodes.push(await startNode(index));
  await allSettled();
  return {
    nodes,
    whole: allSettled,
    removeCollections: async (prefix) => {
      const { url } = nodes[0]!;
      const { collections } = await ask<{ collections: { name: string }[] }>(url, '/collections');
      for (const { name } of collections) {
        if (name.startsWith(`${prefix}.`)) await fetch(`${url}/collections/${name}`, { method: 'DELETE' });
      }
    },
    remove: async () => {
      await Promise.all(nodes.map((node) => node.stop('SIGKILL')));
      await rm(dir, { recursive: true, force: true });
    },
  };

  async function startNode(index: number): Promise<TestServer & { readonly peers: string }> {
    const home = join(dir, `node-${index}`);
    await mkdir(home);
    const [http, grpc, p2p] = [await freePort(), await freePort(), await freePort()];
    const peers = `http://127.0.0.1:${p2p}`;
    const [first] = nodes;
    const server = new ServerProcess({
      command: program,
      args: ['--disable-telemetry', '--uri', peers, ...(first ? ['--bootstrap', first.peers] : [])],
      port: http,
      environment: {
        QDRANT__SERVICE__HOST: '127.0.0.1',
        QDRANT__SERVICE__HTTP_PORT: String(http),
        QDRANT__SERVICE__GRPC_PORT: String(grpc),
        QDRANT__CLUSTER__ENABLED: 'true',
        QDRANT__CLUSTER__P2P__PORT: String(p2p),
        QDRANT__STORAGE__STORAGE_PATH: join(home, 'storage'),
        QDRANT__STORAGE__SNAPSHOTS_PATH: join(home, 'snapshots'),
        QDRANT_INIT_FILE_PATH: join(home, 'initialized'),
        QDRANT__LOG_LEVEL: 'WARN',
      },
    });
    await server.start();
    return {
      url: `http://127.0.0.1:${http}`,
      peers,
      start: () => server.start(),
      stop: (signal) => server.stop(signal),
      signal: (signal) => server.signal(signal),
      remove: () => server.stop('SIGKILL'),
    };
  }

  async function allSettled(): Promise<void> {
    for (const node of nodes) {
      while (!(await isSettled(node.url).catch(() => false))) await sleep(200);
    }
  }

  async function isSettled(url: string): Promise<boolean> {
    const { peers } = await ask<{ peers?: object }>(url, '/cluster');
    if (Object.keys(peers ?? {}).length !== nodes.length) return false;
    const { collections } = await ask<{ collections: { name: string }[] }>(url, '/collections');
    for (const { name } of collections) {
      const { local_shards, remote_shards } = await ask<Record<string, { state: string }[]>>(
        url,
        `/collections/${name}/cluster`,
      );
      if ([...local_shards!, ...remote_shards!].some(({ state }) => state !== 'Active')) return false;
    }
    return true;
  }
}

async function ask<T>(url: string, path: string): Promise<T> {
  const response = await fetch(url + path);
  return ((await response.json()) as { result: T }).result;
}
