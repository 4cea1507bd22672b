import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HubServer, type Fault } from '../testing/hub-server.ts';
import { SMALL_ARCHITECTURES, writeExport } from '../testing/write-export.ts';
import { fetchExport, modelSource } from './fetch-export.ts';
import { HubSource } from './hub-source.ts';

const REPOSITORY = 'Xenova/clip-vit-base-patch32';
const GRAPH = 'onnx/vision_model.onnx';
const PATIENCE = { tries: 3, waitMs: 1, silenceMs: 1_000 };

let dir: string;
let original: string;
let hub: HubServer;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fetch-export-'));
  original = join(dir, 'original', REPOSITORY);
  await writeExport(original, SMALL_ARCHITECTURES.clip);
  await writeFile(join(original, 'README.md'), 'not needed');
  await writeFile(join(original, 'model.safetensors'), Buffer.alloc(10_000));
  await writeExport(join(dir, 'original', 'lab/one-file'), SMALL_ARCHITECTURES.clip, {
    combined: true,
    external: true,
  });
});
afterAll(() => rm(dir, { recursive: true }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(dir, 'fetched-'));
  hub = await HubServer.start({
    [REPOSITORY]: original,
    'lab/one-file': join(dir, 'original', 'lab/one-file'),
  });
});
afterEach(() => hub.stop());

function fetched(repository = REPOSITORY, variant?: string) {
  return fetchExport({
    repository,
    revision: 'main',
    variant,
    folder,
    source: new HubSource(hub.url, PATIENCE),
  });
}

/** Breaks the connection once so many bytes of the graph are written down, and are `there` in all. */
function broken(afterBytes: number, there = afterBytes): Fault {
  const taken = () =>
    vi.waitFor(async () => expect((await stat(join(folder, `${GRAPH}.part`))).size).toBe(there));
  return { kind: 'break', afterBytes, taken };
}

const OUT_OF_ORDER: Fault[] = Array.from({ length: PATIENCE.tries }, () => ({ kind: 'status', status: 500 }));

async function expectSame(path: string): Promise<void> {
  expect((await readFile(join(folder, path))).equals(await readFile(join(original, path)))).toBe(true);
}

describe('fetchExport', () => {
  it('brings the files a pack is made of, and no others, and says which commit they are of', async () => {
    const said: [number, number][] = [];
    const { commit } = await fetchExport({
      repository: REPOSITORY,
      revision: 'main',
      folder,
      source: new HubSource(hub.url, PATIENCE),
      onProgress: (done, total) => said.push([done, total]),
    });
    expect(commit).toBe(hub.commit);
    for (const path of ['config.json', 'tokenizer.json', 'onnx/text_model.onnx', GRAPH])
      await expectSame(path);
    const paths = hub.requests.map(({ path }) => path);
    expect(paths).not.toContain('README.md');
    expect(paths).not.toContain('model.safetensors');
    expect(said.at(-1)![0]).toBe(said.at(-1)![1]);
  });

  it('brings the weights that lie beside a graph', async () => {
    await fetched('lab/one-file');
    expect(hub.requests.map(({ path }) => path)).toContain('model.onnx_data');
  });

  it.each<[string, () => Fault[], (string | undefined)[]]>([
    ['breaks off', () => [broken(5_000)], [undefined, 'bytes=5000-']],
    [
      'breaks off again and again, as long as something comes',
      () => [
        broken(5_000),
        broken(6_000, 11_000),
        ...[11_001, 11_002, 11_003].map((there) => broken(1, there)),
      ],
      [undefined, ...[5_000, 11_000, 11_001, 11_002, 11_003].map((from) => `bytes=${from}-`)],
    ],
    ['falls silent', () => [{ kind: 'stall', afterBytes: 7_000 }], [undefined, 'bytes=7000-']],
    [
      'is overloaded',
      () => [503, 429].map((status) => ({ kind: 'status', status })),
      [undefined, undefined, undefined],
    ],
    ['knows no ranges', () => [broken(5_000), { kind: 'no-ranges' }], [undefined, 'bytes=5000-']],
  ])('goes on where it stopped when the server %s', async (_, faults, ranges) => {
    hub.spoil(GRAPH, ...faults());
    await fetched();
    await expectSame(GRAPH);
    expect(hub.requests.filter(({ path }) => path === GRAPH).map(({ range }) => range)).toEqual(ranges);
  });

  it('goes on in another run, and fetches nothing that is whole again', async () => {
    hub.spoil(GRAPH, broken(9_000), ...OUT_OF_ORDER);
    await expect(fetched()).rejects.toMatchObject({ code: 'model_not_fetched' });
    hub.requests.length = 0;
    await fetched();
    await expectSame(GRAPH);
    expect(hub.requests[0]).toEqual({ path: GRAPH, range: 'bytes=9000-' });
    hub.requests.length = 0;
    await fetched();
    expect(hub.requests).toEqual([]);
  });

  it('begins anew when what was there is of another file, and does not believe a file that was spoiled since', async () => {
    await writeFile(join(folder, 'config.json'), 'another');
    hub.spoil(GRAPH, broken(9_000), ...OUT_OF_ORDER);
    await expect(fetched()).rejects.toThrow();
    await expectSame('config.json');
    await writeFile(join(folder, `${GRAPH}.part.etag`), '"of another"');
    await truncate(join(folder, 'tokenizer.json'), 10);
    await fetched();
    await expectSame(GRAPH);
    await expectSame('tokenizer.json');
  });

  it.each<[string, Fault, RegExp]>([
    [
      'other bytes than the hub listed',
      { kind: 'other-bytes' },
      /vision_model\.onnx has the checksum .* should have/,
    ],
    ['a pointer of Git LFS', { kind: 'pointer' }, /pointer of Git LFS/],
    ['nothing any more', { kind: 'status', status: 404 }, /no such model, revision or file/],
  ])('refuses %s', async (_, fault, reason) => {
    hub.spoil(GRAPH, fault);
    await expect(fetched()).rejects.toThrow(reason);
    await fetched();
    await expectSame(GRAPH);
  });

  it.each<[string, string, string | undefined, RegExp]>([
    ['is not there', 'lab/none', undefined, /401.*check the name/],
    ['lacks the variant', REPOSITORY, 'q4', /no onnx\/vision_model_q4\.onnx.*there are the variants fp32/],
  ])('says so when a model %s', async (_, repository, variant, reason) => {
    await expect(fetched(repository, variant)).rejects.toThrow(reason);
  });

  it('says how to make an export where a model has none', async () => {
    const checkpoint = await mkdtemp(join(dir, 'checkpoint-'));
    await writeFile(join(checkpoint, 'model.safetensors'), Buffer.alloc(10));
    await hub.stop();
    hub = await HubServer.start({ 'laion/some-clip': checkpoint });
    await expect(fetched('laion/some-clip')).rejects.toThrow(
      /optimum-cli export onnx --model laion\/some-clip/,
    );
  });

  it('takes models from a folder, and refuses one that was cloned without its large files', async () => {
    const source = await modelSource(join(dir, 'original'));
    await fetchExport({ repository: REPOSITORY, revision: 'main', folder, source });
    await expectSame(GRAPH);
    const clone = await mkdtemp(join(dir, 'clone-'));
    await writeExport(join(clone, 'a/b'), SMALL_ARCHITECTURES.clip);
    await writeFile(
      join(clone, 'a/b', GRAPH),
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    );
    const options = { repository: 'a/b', revision: 'main', folder: await mkdtemp(join(dir, 'other-')) };
    await expect(fetchExport({ ...options, source: await modelSource(clone) })).rejects.toThrow(/Git LFS/);
    await expect(
      fetchExport({ ...options, repository: 'a/c', source: await modelSource(clone) }),
    ).rejects.toThrow(/no folder/);
  });

  it('goes through the proxy that the environment names', async () => {
    const through: string[] = [];
    const proxy = await startProxy(through);
    const { port } = proxy.address() as AddressInfo;
    vi.stubEnv('http_proxy', `http://127.0.0.1:${port}`);
    vi.stubEnv('no_proxy', '');
    try {
      await fetched();
    } finally {
      vi.unstubAllEnvs();
      proxy.closeAllConnections();
      proxy.close();
    }
    await expectSame(GRAPH);
    expect(new Set(through)).toEqual(new Set([new URL(hub.url).host]));
  });
});

/** A proxy that passes requests on and notes where to. */
async function startProxy(through: string[]): Promise<Server> {
  const proxy = createServer((asked, answer) => {
    const to = new URL(asked.url!);
    through.push(to.host);
    const passed = httpRequest(to, { headers: asked.headers }, (response) => {
      answer.writeHead(response.statusCode!, response.headers);
      response.pipe(answer);
    });
    asked.pipe(passed);
  });
  proxy.on('connect', (asked, client) => {
    through.push(asked.url!);
    const { hostname, port } = new URL(`http://${asked.url!}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, client]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return proxy;
}
