import type { AddPackOptions } from './options.ts';
import type { ModelPack } from '../pack/load-pack.ts';

/**
 * Makes a model pack out of a public CLIP or SigLIP export: copies graphs and tokenizer, writes the graphs that turn
 * patches into regions and tokens into token vectors, and the scorers, and encodes a picture and a text with the result.
 * @throws AppError `pack_invalid` when the export is not understood or the target is not empty; the target is then left
 * as it was
 */
export async function addPack(options: AddPackOptions): Promise<ModelPack> {
  // The converter runs graphs in this thread; whoever only serves should not load onnxruntime here.
  const { buildPack } = await import('./build-pack.ts');
  return buildPack(options);
}
