// The shortest honest script for the same: sharp, onnxruntime-node and LanceDB. Loads a folder of pictures, then answers texts.
// Run: node benchmarks/peer/peer.ts PICTURES TABLE-FOLDER     texts on standard input, one a line; an answer of names for each
// It does without words as written, regions, IMFA, filters, classes, explanations, errors, kills, changes, keys and everything else.
import { connect } from '@lancedb/lancedb';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openModel } from './model.ts';

const BATCH = 8;
const [folder, tableFolder] = process.argv.slice(2) as [string, string];
const model = await openModel(fileURLToPath(new URL('../../models/lite', import.meta.url)), 2);
const database = await connect(tableFolder);

async function* rows(names: readonly string[]) {
  const batchOf = (start: number) => names.slice(start, start + BATCH);
  for (let start = 0; start < names.length; start += BATCH) {
    const batch = batchOf(start);
    const { data } = (await model.images(batch.map((name) => join(folder, name)))).global!;
    const size = data.length / batch.length;
    yield batch.map((name, i) => ({
      name,
      vector: [...(data as Float32Array).subarray(i * size, (i + 1) * size)],
    }));
  }
}

const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name));
const started = performance.now();
const all: Record<string, unknown>[] = [];
for await (const batch of rows(names)) all.push(...batch);
const table = await database.createTable('pictures', all, { mode: 'overwrite' });
console.log(JSON.stringify({ pictures: names.length, seconds: (performance.now() - started) / 1000 }));

for await (const text of createInterface({ input: process.stdin })) {
  const { data } = (await model.text(text)).global!;
  const found = await table
    .vectorSearch(data as Float32Array)
    .distanceType('dot')
    .limit(20)
    .select(['name', '_distance'])
    .toArray();
  console.log(JSON.stringify(found.map(({ name }: { name: string }) => name)));
}
