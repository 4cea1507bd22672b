// What searching for words adds to vectors in a catalogue of products: found by id, by a word of the title with a slip in it, by brand and
// type. Reference: the same searches by vectors alone.
// Run: npm run bench -- keyword-recall --products FILE.csv [--count 1000] [--keep DIR]
//   The CSV has the columns image, id, caption, whose first word is the brand, and type. --keep names a folder for the embedded products.
import { toleratesSlip, wordsOf } from '@unseen/domain';
import { seededUniform } from '@unseen/domain/random';
import { Searcher } from '@unseen/search';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { DECODE_LIMITS, openEngines, type Engines } from './support/engines.ts';
import { report } from './support/report.ts';

const TOP = 10;
const KEYWORD_FIELDS = ['type', 'category', 'attributes'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A query and the ids of what it asks for. */
interface Question {
  readonly text: string;
  readonly right: readonly string[];
}

interface Product {
  readonly id: string;
  readonly title: string;
  readonly brand: string;
  readonly type: string;
}

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    products: { type: 'string' },
    count: { type: 'string', default: '1000' },
    keep: { type: 'string' },
  },
});
if (values.products === undefined) console.log('\nkeyword-recall: NOT RUN: name --products.');
else await run(values.products, Number(values.count));

async function run(file: string, count: number): Promise<void> {
  const engines = await openEngines(dirname(file), { threads: 2, batch: 8, keep: values.keep });
  const space = { tenant: 'default', collection: 'products', pack: engines.encoder.pack.id };
  try {
    if ((await engines.store.count(space)) === 0) await load(engines, space.collection, basename(file));
    const searcher = new Searcher({
      encoder: engines.encoder,
      store: engines.store,
      decodeLimits: DECODE_LIMITS,
      options: { rescoreDeadlineMs: 10_000 },
    });
    const products = (await engines.store.list(space, 100_000)).map(({ itemId, payload }): Product => {
      const title = payload.captions[0] ?? '';
      const { type } = payload.metadata;
      return {
        id: itemId,
        title,
        brand: wordsOf(title)[0] ?? '',
        type: typeof type === 'string' ? type : '',
      };
    });
    const next = seededUniform(7);
    const some = products
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .filter(() => next() < (1.2 * count) / products.length);
    for (const [name, questions] of [
      ['id', some.map(({ id }): Question => ({ text: id, right: [id] }))],
      ['a word of the title with a slip', withSlips(products, next)],
      ['brand and type', byBrandAndType(products, some)],
    ] as const) {
      const asked = questions.slice(0, count);
      const [words, vectors] = [await recall(asked, 1), await recall(asked, 0)];
      report(
        `R@${TOP} of products searched by ${name}`,
        { value: words / Math.max(vectors, 1e-9), of: 'of what vectors alone find' },
        { 'with keywords': words, 'vectors alone': vectors, queries: asked.length },
      );
    }

    async function recall(questions: readonly Question[], keywords: number): Promise<number> {
      let sum = 0;
      for (const { text, right } of questions) {
        const { hits } = await searcher.search({
          space,
          text,
          limit: TOP,
          keywordFields: KEYWORD_FIELDS,
          weights: { keywords },
          cutoff: keywords > 0 ? 'auto' : 'off',
        });
        sum += hits.filter(({ id }) => right.includes(id)).length / Math.min(TOP, right.length);
      }
      return sum / questions.length;
    }
  } finally {
    await engines.close();
  }
}

async function load(engines: Engines, collection: string, path: string): Promise<void> {
  const job = await engines.ingest.jobs.create({
    tenant: 'default',
    collection,
    source: { type: 'csv', path },
  });
  for await (const { state, error } of engines.ingest.jobs.events('default', job.id)) {
    if (state === 'failed') throw new Error(error?.detail);
    if (state === 'completed') break;
  }
  await engines.store.optimize({ tenant: 'default', collection, pack: engines.encoder.pack.id });
}

/** Words that stand in one title alone, each with one letter more, less or other. */
function withSlips(products: readonly Product[], next: () => number): Question[] {
  const titles = new Map<string, number>();
  for (const { title } of products)
    for (const word of new Set(wordsOf(title))) titles.set(word, (titles.get(word) ?? 0) + 1);
  return products.flatMap(({ id, title }) => {
    const words = wordsOf(title).filter((word) => toleratesSlip(word) && titles.get(word) === 1);
    if (words.length === 0) return [];
    const word = words[Math.floor(next() * words.length)]!;
    const at = Math.floor(next() * word.length);
    const letter = LETTERS[Math.floor(next() * LETTERS.length)]!;
    const [taken, put] = [
      [1, ''],
      [0, letter],
      [1, letter],
    ][Math.floor(next() * 3)] as [number, string];
    return [{ text: word.slice(0, at) + put + word.slice(at + taken), right: [id] }];
  });
}

function byBrandAndType(products: readonly Product[], some: readonly Product[]): Question[] {
  return some.map(({ brand, type }) => ({
    text: `${brand} ${type}`,
    right: products.filter((each) => each.brand === brand && each.type === type).map(({ id }) => id),
  }));
}
