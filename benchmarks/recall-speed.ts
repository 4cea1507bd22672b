// How long the embedded store takes to recall a hundred of many vectors, with and without filters, against a plain scan, the table searched by
// itself, and a graph (`usearch`, where it is installed) in the same run; how much of the exact lists it finds; bytes in memory for a vector.
// Run: npm run bench -- recall-speed --pictures DIR --captions FILE [--vectors 100000] [--keep DIR]
//   The vectors are of the pictures, and blends of alike ones; the queries are captions of the token file. For the graph:
//   npm install --no-save usearch
import { parseArgs } from 'node:util';
import { growCollection } from './support/grown-collection.ts';
import { timeRecall } from './support/recall-times.ts';
import { report } from './support/report.ts';

const QUERIES = 100;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    vectors: { type: 'string', default: '100000' },
    keep: { type: 'string' },
  },
});
const { pictures, captions } = values;
if (pictures === undefined || captions === undefined)
  console.log('\nrecall-speed: NOT RUN: name --pictures and --captions.');
else await run(pictures, captions);

async function run(folder: string, tokenFile: string): Promise<void> {
  const { space, vectors, queries } = await growCollection({
    folder,
    captions: tokenFile,
    vectors: Number(values.vectors),
    queries: QUERIES,
    keep: values.keep,
  });
  const times = await timeRecall(space, vectors, queries);
  console.log(`${times.residentMib.toFixed(0)} MiB more resident`);
  console.log(`p50 of the store ${times.store.toFixed(2)} ms, of a plain scan ${times.scan.toFixed(2)} ms`);
  report(
    'Recall of the embedded store',
    { value: times.store / times.scan, of: 'of the time of a plain scan' },
    {
      'of the time of the table searched by itself': times.store / times.table,
      ...(times.graph !== undefined && { 'times that of a graph': times.store / times.graph }),
      ...Object.fromEntries(
        Object.entries(times.filtered).map(([share, p50]) => [
          `of the time without, with a filter of ${share} that came before`,
          p50 / times.store,
        ]),
      ),
      'of the exact ten found': times.ofTen,
      'of the exact hundred found': times.ofHundred,
    },
  );
}
