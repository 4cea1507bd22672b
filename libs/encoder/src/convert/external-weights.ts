import { copyFile, link, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OnnxTensor } from '../onnx/schema.ts';
import { unrecognised } from './pooling-tail.ts';

/**
 * Tensors with their values in them, where a file beside the graph has them.
 * @param weights - the files beside the graph
 * @param file - the graph, for messages
 * @throws AppError `pack_invalid` when a tensor names a file that is not there
 */
export async function withValues(
  tensors: readonly OnnxTensor[],
  weights: readonly string[],
  file: string,
): Promise<OnnxTensor[]> {
  return Promise.all(
    tensors.map(async (tensor) => {
      if (tensor.dataLocation !== 1) return tensor;
      const entries = Object.fromEntries((tensor.externalData ?? []).map(({ key, value }) => [key, value]));
      const path = weights.find((one) => basename(one) === entries['location']);
      if (path === undefined)
        throw unrecognised(file, `its weights in "${entries['location']}" are not there`);
      const rawData = await read(path, Number(entries['offset'] ?? 0), Number(entries['length']));
      return { name: tensor.name, dims: tensor.dims, dataType: tensor.dataType, rawData };
    }),
  );
}

/** Puts a file into a folder without copying its bytes, where the file system can. */
export async function place(path: string, folder: string): Promise<void> {
  const target = join(folder, basename(path));
  await link(path, target).catch(() => copyFile(path, target));
}

async function read(path: string, offset: number, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: offset });
    return buffer;
  } finally {
    await file.close();
  }
}
