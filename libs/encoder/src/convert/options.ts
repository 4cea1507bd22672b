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
  /** Where the export is from, for the manifest; default: the name of the source folder. */
  readonly origin?: string;
  /** Suffix of the graphs to take, e.g. `quantized` for `vision_model_quantized.onnx`. */
  readonly variant?: string;
}
