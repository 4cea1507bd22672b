import { AppError, type EvaluationFormat } from '@unseen/domain';
import type { ImportRoot, ReaderContext } from '@unseen/ingest';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { readCandidates } from '@unseen/evaluation';
import type { ClassTerms } from './class-terms.ts';
import type { LabelledPicture } from './plan-split.ts';
import { readCocoLabels } from './read-labels.ts';

/** Files a split is made from, located below the root. */
export interface SplitSource {
  readonly format: EvaluationFormat;
  /** Captions. */
  readonly annotations: string;
  /** COCO's `instances_*.json`: categories and which pictures show them. */
  readonly instances?: string;
}

/** Captioned pictures with their labels, and the classes the files name. */
export interface SplitPictures {
  readonly pictures: readonly LabelledPicture[];
  /** Categories of the instances file, if there is one. */
  readonly classes?: readonly ClassTerms[];
  /** SHA-256 of every file, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Reads captions and labels; the pictures themselves are not looked at. With an instances file only its pictures count:
 * of the others nobody knows what they show.
 * @throws AppError `source_*`, `evaluation_empty` when there is no captioned picture
 */
export async function readSplitPictures(source: SplitSource, context: ReaderContext): Promise<SplitPictures> {
  const { format, annotations, instances } = source;
  const { root } = context;
  const labels = instances === undefined ? undefined : await readCocoLabels(root, instances);
  const { candidates } = await readCandidates({ type: format, path: annotations }, context);
  const pictures = candidates.flatMap(({ id, captions }): LabelledPicture[] => {
    const own = labels?.byPicture.get(id);
    return labels !== undefined && own === undefined ? [] : [{ id, captions, labels: [...(own ?? [])] }];
  });
  if (pictures.length === 0)
    throw new AppError('evaluation_empty', 'There is no captioned picture to split.');
  const files = await Promise.all(
    [annotations, ...(instances === undefined ? [] : [instances])].map(
      async (file) => [posix.basename(file), await hashFile(root, file)] as const,
    ),
  );
  return { pictures, ...(labels && { classes: labels.classes }), files: Object.fromEntries(files) };
}

async function hashFile(root: ImportRoot, file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await root.stream(file, 'source')) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
