import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PICTURES } from '../../test/support/pictures.ts';

/** What every benchmark takes. */
export interface BenchmarkOptions {
  /** Folder with the pictures to work on. */
  readonly pictures: string;
  /** How many pictures to use. */
  readonly count: number;
  readonly threads: number;
  readonly batch: number;
  /** Token file (`name#0<TAB>caption`) with captions of the pictures, where a benchmark needs queries. */
  readonly captions?: string;
}

/** Reads `--pictures DIR --count N --threads N --batch N --captions FILE`; the emoji of the sample by default. */
export function readOptions(count: number): BenchmarkOptions {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      pictures: { type: 'string', default: PICTURES },
      count: { type: 'string', default: String(count) },
      threads: { type: 'string', default: String(availableParallelism()) },
      batch: { type: 'string', default: '8' },
      captions: { type: 'string' },
    },
  });
  if (!existsSync(values.pictures)) throw new Error(`There is no folder ${values.pictures}.`);
  return {
    pictures: values.pictures,
    count: Number(values.count),
    threads: Number(values.threads),
    batch: Number(values.batch),
    captions: values.captions,
  };
}

/** The first `count` picture files of a folder, by name. */
export async function pictureFiles(folder: string, count: number): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
  return names.slice(0, count).map((name) => join(folder, name));
}
