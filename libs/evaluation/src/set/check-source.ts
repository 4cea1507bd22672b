import { AppError, type EvaluationSource } from '@unseen/domain';
import type { ImportRoot } from '@unseen/ingest';
import { readSplit } from './read-split.ts';

/**
 * Checks that the files of a source are there and of the right kind, before anything is read.
 * @throws AppError `source_outside_root`, `source_not_found`, `source_invalid`
 */
export async function checkSource(source: EvaluationSource, root: ImportRoot): Promise<void> {
  const { format, images, annotations, split } = source;
  const kind = (path: string) => root.kindOf(root.locate(path, '.', 'source'), 'source');
  if ((await kind(images)) !== 'folder') throw new AppError('source_invalid', '`images` is not a folder.');
  if ((await kind(annotations)) !== 'file')
    throw new AppError('source_invalid', '`annotations` is not a file.');
  if (split !== undefined) await readSplit(split, format, annotations, root);
}
