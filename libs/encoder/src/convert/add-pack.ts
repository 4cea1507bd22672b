import type { ModelPack } from '../pack/load-pack.ts';

/** What to convert. */
export interface AddPackOptions {
  /** Folder with the export of a CLIP or SigLIP model, as the Hugging Face hub lays it out. */
  readonly source: string;
  /** Folder of the new pack; must not exist, or be empty. */
  readonly target: string;
  /** Default: the name of the source folder. */
  readonly name?: string;
  /** Default `1.0.0`. */
  readonly version?: string;
  /** License of the model, for the manifest. */
  readonly license?: string;
  /** Suffix of the graphs to take, e.g. `quantized` for `vision_model_quantized.onnx`. */
  readonly variant?: string;
}

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
