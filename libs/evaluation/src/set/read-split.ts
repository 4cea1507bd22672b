import { AppError, isAppError, type EvaluationFormat } from '@unseen/domain';
import type { ImportRoot } from '@unseen/ingest';
import { posix } from 'node:path';
import { parseSplitFile, type SplitFile } from './split-file.ts';

/** Largest split file that is read: a list of some millions of names. */
const MAX_SPLIT_BYTES = 256 * 2 ** 20;

/** Which pictures take part. */
export type Split =
  | { readonly kind: 'list'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'zero-shot'; readonly file: SplitFile }
  | { readonly kind: 'named'; readonly name: string };

/**
 * Reads what `split` names: a file (a list of picture names, or one written by `unseen split`), or for `karpathy` the name
 * of a split. A file is looked for below the root, then beside the annotations.
 * @throws AppError `source_not_found`, `source_invalid`, `source_outside_root`
 */
export async function readSplit(
  split: string,
  format: EvaluationFormat,
  annotations: string,
  root: ImportRoot,
): Promise<Split> {
  const text = await readText(split, annotations, root);
  if (text !== undefined) return parseSplit(text);
  if (format === 'karpathy' && /^[\w-]+(,[\w-]+)*$/.test(split)) return { kind: 'named', name: split };
  throw new AppError('source_not_found', `There is no split file "${posix.basename(split)}".`);
}

function parseSplit(text: string): Split {
  const body = text.replace(/^\ufeff/, '');
  if (body.trimStart().startsWith('{')) return { kind: 'zero-shot', file: parseSplitFile(body) };
  const names = body
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/#\d+$/, ''))
    .filter((line) => line !== '');
  if (names.length === 0) throw new AppError('source_invalid', 'The split list names no picture.');
  return { kind: 'list', names: new Set(names) };
}

async function readText(split: string, annotations: string, root: ImportRoot): Promise<string | undefined> {
  for (const base of ['.', posix.dirname(annotations)]) {
    try {
      const bytes = await root.readFile(root.locate(split, base, 'source'), MAX_SPLIT_BYTES, 'source');
      return new TextDecoder().decode(bytes);
    } catch (error) {
      if (isAppError(error, 'image_too_large'))
        throw new AppError('source_invalid', 'The split file is too large.');
      if (!isAppError(error, 'source_not_found')) throw error;
    }
  }
  return undefined;
}

/** The names a list may use for a picture: as it is, without its folder, without its extension, without both. */
export function namesOf(id: string): string[] {
  const base = posix.basename(id);
  return [id, base, stem(id), stem(base)];
}

function stem(name: string): string {
  return name.replace(/\.[A-Za-z]{3,4}$/, '');
}
