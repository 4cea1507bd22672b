import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, parse, resolve } from 'node:path';
import { parseSplitFile } from '@unseen/evaluation';
import { ImportRoot } from '@unseen/ingest';
import { everydayConcepts, holdOut, parseClasses, type ClassTerms } from './class-terms.ts';
import { findLeaks, type Leak } from './find-leaks.ts';
import { makeSplit } from './make-split.ts';
import { drawOf, type LabelledPicture } from './plan-split.ts';
import { readSplitPictures } from './read-pictures.ts';
import type { SplitOptions } from './split-options.ts';

/** What came out, for printing. */
export interface WrittenSplit {
  readonly name: string;
  readonly sha256: string;
  readonly lists: Readonly<Record<string, { readonly pictures: number; readonly sha256: string }>>;
  readonly excluded: number;
  readonly seen: readonly string[];
  readonly unseen: readonly string[];
}

/**
 * Makes a split and writes it: `split.json`, and a list of names per part.
 * @param folder - made when it is not there
 */
export async function writeSplit(options: SplitOptions, folder: string): Promise<WrittenSplit> {
  const { pictures, classes: categories, files } = await readPictures(options);
  const classes: readonly ClassTerms[] = (await classesOf(options)) ?? categories ?? everydayConcepts();
  const { unseenCount, seed, testSeen, validation, mentions, name = basename(folder) } = options;
  const drawn = classes
    .map((one) => ({ name: one.name, draw: drawOf(one.name, seed) }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, unseenCount)
    .map((one) => one.name);
  const { file, lists } = makeSplit({
    name,
    source: { format: options.format, files },
    pictures,
    classes: holdOut(classes, options.unseen ?? (unseenCount === undefined ? undefined : drawn)),
    shares: { testSeen, validation, mentions, seed },
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'split.json'), `${JSON.stringify(file, null, 1)}\n`);
  for (const [list, text] of Object.entries(lists)) await writeFile(join(folder, list), text);
  const names = (seen: boolean) => file.classes.filter((one) => one.seen === seen).map((one) => one.name);
  return {
    name,
    sha256: file.sha256,
    lists: file.lists,
    excluded: file.excluded.length,
    seen: names(true),
    unseen: names(false),
  };
}

/** The leaks of a split file, whoever wrote it. */
export async function checkSplit(options: SplitOptions, path: string): Promise<Leak[]> {
  const { pictures } = await readPictures(options);
  return findLeaks(parseSplitFile(await readFile(path, 'utf8')), pictures);
}

async function readPictures({ format, annotations, instances }: SplitOptions): Promise<{
  pictures: readonly LabelledPicture[];
  classes?: readonly ClassTerms[];
  files: Readonly<Record<string, string>>;
}> {
  const path = resolve(annotations);
  const context = {
    root: await ImportRoot.open(parse(path).root),
    maxImageBytes: 0,
    decodeLimits: { maxPixels: 0, timeoutSeconds: 0 },
  };
  const source = {
    format,
    annotations: path,
    instances: instances === undefined ? undefined : resolve(instances),
  };
  return readSplitPictures(source, context);
}

async function classesOf({ classes }: SplitOptions): Promise<ClassTerms[] | undefined> {
  if (classes === undefined) return undefined;
  return parseClasses(await readFile(classes, 'utf8'));
}
