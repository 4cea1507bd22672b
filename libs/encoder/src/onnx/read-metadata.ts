import { AppError } from '@unseen/domain';
import { readFile } from 'node:fs/promises';

/**
 * What an ONNX file says of itself beside its graph (`metadata_props`).
 * @throws AppError `pack_invalid` when it is no ONNX file
 */
export async function readOnnxMetadata(path: string): Promise<Readonly<Record<string, string>>> {
  // Only who makes packs reads graphs.
  const { decodeModel } = await import('./schema.ts');
  const bytes = await readFile(path);
  try {
    const { metadataProps = [] } = decodeModel(bytes);
    return Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
  } catch (cause) {
    throw new AppError('pack_invalid', `${path} is no ONNX file.`, { cause });
  }
}
