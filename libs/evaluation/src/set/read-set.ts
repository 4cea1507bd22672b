import {
  AppError,
  type Entry,
  type EvaluationSource,
  type JobSource,
  type SkippedEntry,
} from '@unseen/domain';
import { type ImportRoot, isFailure, openSource, type ReaderContext } from '@unseen/ingest';
import { keepPictures, type Candidate } from './keep-pictures.ts';
import type { PictureSet } from './picture-set.ts';
import { readSplit } from './read-split.ts';

/**
 * Reads the pictures and captions of an evaluation, with the readers that ingestion uses.
 * @throws AppError `source_*` for a source that cannot be read, `evaluation_empty` when no picture with a caption is left
 */
export async function readSet(source: EvaluationSource, context: ReaderContext): Promise<PictureSet> {
  const { format, images, annotations } = source;
  const { root } = context;
  const split =
    source.split === undefined ? undefined : await readSplit(source.split, format, annotations, root);
  const { candidates, faulty } = await readCandidates({ type: format, path: images, annotations }, context);
  const set = keepPictures(candidates, faulty, split);
  if (set.pictures.length === 0) {
    throw new AppError('evaluation_empty', `There is no picture with a caption in ${set.kept}.`);
  }
  return set;
}

/**
 * Reads every captioned picture a source names, and the entries it is at fault in.
 * @throws AppError `source_*`
 */
export async function readCandidates(
  source: JobSource,
  context: ReaderContext,
): Promise<{ candidates: Candidate[]; faulty: SkippedEntry[] }> {
  const reader = await openSource(source, context);
  await reader.probe();
  const candidates = new Map<string, Candidate>();
  const faulty: SkippedEntry[] = [];
  for await (const record of reader.read(0)) {
    if (isFailure(record)) faulty.push({ id: record.id, code: record.code, reason: record.reason });
    else add(candidates, record, context.root);
  }
  return { candidates: [...candidates.values()], faulty };
}

/** Captions of one picture need not stand together in the file. */
function add(candidates: Map<string, Candidate>, entry: Entry, root: ImportRoot): void {
  const id = entry.id ?? '';
  const known = candidates.get(id);
  if (known !== undefined) known.captions.push(...entry.captions);
  else if (entry.image?.kind === 'file') {
    const { split } = entry.metadata;
    const path = root.locate(entry.image.path, '.', 'entry');
    candidates.set(id, {
      id,
      path,
      captions: [...entry.captions],
      ...(typeof split === 'string' && { split }),
    });
  }
}
