// In which form Qdrant should search vectors: how much of the exact top ten each form finds, bytes it holds in memory, and searches a
// second against the vectors as they are.
// Run: QDRANT_URL=http://127.0.0.1:6333 npm run bench -- quantization --pictures DIR [--captions FILE] [--keep DIR]
//   (the options are those of `qdrant-search`)
import type { Schemas } from '@qdrant/js-client-rest';
import type { VectorSpaceKey, VectorStore } from '@unseen/domain';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { closedLoop } from './support/closed-loop.ts';
import { loadPictures, openEngines } from './support/engines.ts';
import { INDEX_FROM_KB } from './support/plain-collection.ts';
import { dropCollections, needsQdrant, rawClient, SEARCH_OPTIONS } from './support/qdrant.ts';
import { queryTexts } from './support/query-texts.ts';
import { percentile } from './support/report.ts';

const CANDIDATES = 100;
const EF = 128;
const SECONDS = 2;
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
  options: { ...SEARCH_OPTIONS, rounds: { type: 'string', default: '3' } },
});
const url = needsQdrant('quantization');
if (url !== undefined) await run(url);

async function run(qdrantUrl: string): Promise<void> {
  if (values.pictures === undefined) throw new Error('Name --pictures.');
  const engines = await openEngines(dirname(values.pictures), { threads: 2, batch: 8, keep: values.keep });
  const client = rawClient(qdrantUrl, 120_000);
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
    /** The first ten ids, when so many are asked for; exact by default. */
    const search = async (form: Form, limit: number, n: number, params: Schemas['SearchParams']) => {
      const body = { query: queries[n % queries.length]!, limit, params, with_payload: false };
      // A connection that was idle for long may have been closed by the server this very moment.
      const ask = () => client.query(nameOf(form), body);
      const { points: found } = await ask().catch(ask);
      return found.slice(0, 10).map(({ id }) => id);
    };
    const approximate = (oversampling: number | undefined) => ({
      hnsw_ef: EF,
      quantization: { rescore: oversampling !== undefined, oversampling },
    });
    const [none] = FORMS as [Form];
    await create(none);
    const all = async (form: Form, limit: number, params: Schemas['SearchParams']) => {
      const lists: (string | number)[][] = [];
      for (const n of queries.keys()) lists.push(await search(form, limit, n, params));
      return lists;
    };
    const exact = await all(none, 10, { exact: true });
    /** Share of the exact top ten that is found. */
    const recall = async (form: Form, limit: number, oversampling: number | undefined) => {
      const found = await all(form, limit, approximate(oversampling));
      const hits = found.flatMap((ids, n) => ids.filter((id) => exact[n]!.includes(id))).length;
      return (hits / exact.flat().length).toFixed(4);
    };
    console.log(`\n${points.length} pictures, ${queries.length} captions, ef ${EF}\n`);
    console.log(
      `| form | bytes a vector | exact vectors compared | recall@10, ${CANDIDATES} asked for | 10 asked for | searches a second over none |`,
    );
    console.log('| --- | --- | --- | --- | --- | --- |');
    for (const form of FORMS) {
      if (form !== none) await create(form);
      for (const setting of form.config ? SETTINGS : [undefined]) {
        const ratios: number[] = [];
        for (let round = 0; form !== none && round < Number(values.rounds); round++) {
          const rate = async (which: Form) => {
            const one = (n: number) => search(which, CANDIDATES, n, approximate(setting));
            return (await closedLoop(SECONDS, Number(values['at-once']), one)).perSecond;
          };
          ratios.push((await rate(form)) / (await rate(none)));
        }
        const compared = setting === undefined ? (form.config ? 'none' : 'all') : `${setting} x asked for`;
        const ratio = ratios.length === 0 ? '-' : percentile(ratios, 0.5).toFixed(2);
        const recalls = [await recall(form, CANDIDATES, setting), await recall(form, 10, setting)];
        console.log(`| ${[form.name, (size * form.bits) / 8, compared, ...recalls, ratio].join(' | ')} |`);
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
    await dropCollections(client, prefix);
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
