// In which form Qdrant should search vectors: how much of the exact top ten each form finds, bytes it holds in memory, and searches a
// second against the vectors as they are.
// Run: QDRANT_URL=http://127.0.0.1:6333 npm run bench -- quantization --pictures DIR [--captions FILE] [--keep DIR]
//   (the options are those of `qdrant-search`)
import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import type { VectorSpaceKey, VectorStore } from '@unseen/contracts';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { closedLoop } from './support/closed-loop.ts';
import { loadPictures, openEngines } from './support/engines.ts';
import { INDEX_FROM_KB } from './support/plain-collection.ts';
import { needsQdrant } from './support/qdrant.ts';
import { queryTexts } from './support/query-texts.ts';
import { percentile } from './support/report.ts';

const CANDIDATES = 100;
const EF = 128;
const SECONDS = 2;
const ROUNDS = 3;
const ALWAYS = { always_ram: true } as const;

/** A form of the vectors and the bits of memory per dimension it says it takes. */
interface Form {
  readonly name: string;
  readonly bits: number;
  readonly config?: Schemas['QuantizationConfig'];
}

const FORMS: readonly Form[] = [
  { name: 'none', bits: 32 },
  { name: 'scalar, int8', bits: 8, config: { scalar: { type: 'int8', quantile: 0.99, ...ALWAYS } } },
  { name: 'turbo, 4 bits', bits: 4, config: { turbo: { bits: 'bits4', ...ALWAYS } } },
  { name: 'turbo, 2 bits', bits: 2, config: { turbo: { bits: 'bits2', ...ALWAYS } } },
  { name: 'binary, 2 bits', bits: 2, config: { binary: { encoding: 'two_bits', ...ALWAYS } } },
  { name: 'binary, 1 bit', bits: 1, config: { binary: { encoding: 'one_bit', ...ALWAYS } } },
  { name: 'product, x16', bits: 2, config: { product: { compression: 'x16', ...ALWAYS } } },
];

/** How the quantized candidates are judged: by themselves, or this many times the wanted number by the exact vectors. */
const SETTINGS = [undefined, 1, 2, 4];

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    keep: { type: 'string' },
    'at-once': { type: 'string', default: '4' },
  },
});
const url = needsQdrant('quantization');
if (url !== undefined) await run(url);

async function run(qdrantUrl: string): Promise<void> {
  if (values.pictures === undefined) throw new Error('Name --pictures.');
  const engines = await openEngines(dirname(values.pictures), { threads: 2, batch: 8, keep: values.keep });
  const headers = { 'accept-encoding': 'identity' };
  const client = new QdrantClient({ url: qdrantUrl, checkCompatibility: false, headers, timeout: 120_000 });
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  const nameOf = (form: Form) => `${prefix}.${FORMS.indexOf(form)}`;
  const space = { tenant: 'default', collection: 'all', pack: engines.encoder.pack.id };
  const { global: size } = engines.encoder.pack.spaces;
  try {
    await loadPictures(engines, space, values.pictures, values.captions);
    const queries: number[][] = [];
    for (const text of await queryTexts(engines.store, space)) {
      queries.push([...(await engines.encoder.encodeText(text, 'interactive')).global]);
    }
    const points = await imagePoints(engines.store, space);
    const search = async (form: Form, oversampling: number | undefined, n: number, exact = false) => {
      const { points: found } = await client.query(nameOf(form), {
        query: queries[n % queries.length]!,
        limit: CANDIDATES,
        with_payload: false,
        params: exact
          ? { exact }
          : { hnsw_ef: EF, quantization: { rescore: oversampling !== undefined, oversampling } },
      });
      return found.slice(0, 10).map(({ id }) => id);
    };
    const [none] = FORMS as [Form];
    await create(none);
    const all = async (form: Form, oversampling: number | undefined, exactly = false) => {
      const lists: (string | number)[][] = [];
      for (const n of queries.keys()) lists.push(await search(form, oversampling, n, exactly));
      return lists;
    };
    const exact = await all(none, undefined, true);
    console.log(
      `\n${points.length} pictures, ${queries.length} captions, ${CANDIDATES} candidates, ef ${EF}\n`,
    );
    console.log(
      '| form | bytes a vector | exact vectors compared | recall@10 | searches a second over none |',
    );
    console.log('| --- | --- | --- | --- | --- |');
    for (const form of FORMS) {
      if (form !== none) await create(form);
      for (const setting of form.config ? SETTINGS : [undefined]) {
        const found = await all(form, setting);
        const share = found.flatMap((ids, n) => ids.filter((id) => exact[n]!.includes(id))).length;
        const ratios: number[] = [];
        for (let round = 0; form !== none && round < ROUNDS; round++) {
          const rate = async (which: Form) =>
            (await closedLoop(SECONDS, Number(values['at-once']), (n) => search(which, setting, n)))
              .perSecond;
          ratios.push((await rate(form)) / (await rate(none)));
        }
        const compared = setting === undefined ? (form.config ? 'none' : 'all') : setting * CANDIDATES;
        const ratio = form === none ? '1' : percentile(ratios, 0.5).toFixed(2);
        const recall = (share / exact.flat().length).toFixed(4);
        console.log(`| ${form.name} | ${(size * form.bits) / 8} | ${compared} | ${recall} | ${ratio} |`);
      }
    }

    async function create(form: Form): Promise<void> {
      await client.createCollection(nameOf(form), {
        vectors: { size, distance: 'Dot', on_disk: form.config !== undefined },
        ...(form.config && { quantization_config: form.config }),
        hnsw_config: { m: 16, ef_construct: 128, full_scan_threshold: INDEX_FROM_KB },
        optimizers_config: { indexing_threshold: INDEX_FROM_KB },
      });
      for (let start = 0; start < points.length; start += 100) {
        await client.upsert(nameOf(form), { wait: true, points: points.slice(start, start + 100) });
      }
      while ((await client.getCollection(nameOf(form))).status !== 'green') await sleep(200);
    }
  } finally {
    for (const { name } of (await client.getCollections()).collections) {
      if (name.startsWith(`${prefix}.`)) await client.deleteCollection(name);
    }
    await engines.close();
  }
}

/** The picture vectors of a space. */
async function imagePoints(
  store: VectorStore,
  space: VectorSpaceKey,
): Promise<{ id: string; vector: number[] }[]> {
  const points: { id: string; vector: number[] }[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.page(space, 500, after);
    if (page.length === 0) return points;
    after = page.at(-1)!.id;
    const ids = page.map(({ id }) => id);
    for (const { id, vectors } of await store.read(space, ids, { vectors: ['image'] })) {
      if (vectors.image) points.push({ id, vector: [...vectors.image] });
    }
  }
}
