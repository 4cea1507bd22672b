import { AppError } from '@unseen/domain';
import { readJsonArray, type ImportRoot } from '@unseen/ingest';
import type { ClassTerms } from './class-terms.ts';
import { COCO_SYNONYMS } from './coco-synonyms.ts';

/** The categories of a COCO instances file, and those of each picture. */
export interface CocoLabels {
  readonly classes: readonly ClassTerms[];
  /** Category names by file name; a picture without a box has none. */
  readonly byPicture: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Reads `instances_*.json` as a stream.
 * @param file - located below the root
 * @throws AppError `source_invalid` when it holds no categories
 */
export async function readCocoLabels(root: ImportRoot, file: string): Promise<CocoLabels> {
  const names = new Map<unknown, string>();
  for await (const element of readJsonArray(root, file, 'categories')) {
    const { id, name } = (element ?? {}) as Record<string, unknown>;
    if (typeof name === 'string') names.set(id, name);
  }
  if (names.size === 0) {
    throw new AppError('source_invalid', 'The file holds no categories: give the instances_*.json file.');
  }
  const pictures = new Map<unknown, { file: string; labels: Set<string> }>();
  for await (const element of readJsonArray(root, file, 'images')) {
    const { id, file_name } = (element ?? {}) as Record<string, unknown>;
    if (typeof file_name === 'string') pictures.set(id, { file: file_name, labels: new Set() });
  }
  for await (const element of readJsonArray(root, file, 'annotations')) {
    const { image_id, category_id } = (element ?? {}) as Record<string, unknown>;
    const name = names.get(category_id);
    if (name !== undefined) pictures.get(image_id)?.labels.add(name);
  }
  return {
    classes: [...names.values()].map((name) => ({ name, synonyms: COCO_SYNONYMS[name] ?? [] })),
    byPicture: new Map([...pictures.values()].map(({ file: picture, labels }) => [picture, labels])),
  };
}
