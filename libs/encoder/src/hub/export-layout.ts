/** The graphs of an export: an encoder of each side, or both in one file. */
export interface ExportGraphs {
  readonly vision: string;
  /** The same file as `vision` where both sides are in one. */
  readonly text: string;
}

/** The files that describe an export beside its graphs; the first three are needed. */
export const SETTINGS = {
  needed: ['config.json', 'preprocessor_config.json', 'tokenizer.json'],
  welcome: ['tokenizer_config.json', 'special_tokens_map.json'],
} as const;

/**
 * Finds the graphs of an export among its files: `vision_model` and `text_model` as exports for transformers.js have them, before one
 * `model` as `optimum-cli export onnx` writes it, below `onnx` or at the top.
 * @param files - paths in the export
 * @param variant - suffix of the graphs' names, e.g. `quantized` for `vision_model_quantized.onnx`; `fp32` is none
 * @returns undefined when there are none
 */
export function findGraphs(files: readonly string[], variant?: string): ExportGraphs | undefined {
  const there = new Set(files);
  const suffix = suffixOf(variant);
  for (const folder of ['onnx/', '']) {
    const [vision, text] = [`${folder}vision_model${suffix}.onnx`, `${folder}text_model${suffix}.onnx`];
    if (there.has(vision) && there.has(text)) return { vision, text };
  }
  for (const folder of ['onnx/', '']) {
    const both = `${folder}model${suffix}.onnx`;
    if (there.has(both)) return { vision: both, text: both };
  }
  return undefined;
}

/** What is missing of an export in which `findGraphs` finds nothing, as the end of a sentence that begins with "no". */
export function missingGraphs(files: readonly string[], variant?: string): string {
  const suffix = suffixOf(variant);
  const [vision, text] = [`vision_model${suffix}.onnx`, `text_model${suffix}.onnx`];
  const has = (name: string) => files.some((file) => file === name || file === `onnx/${name}`);
  if (has(vision)) return `onnx/${text}`;
  if (has(text)) return `onnx/${vision}`;
  const others = variantsOf(files);
  const there = others.length > 0 ? `; there are the variants ${others.join(', ')}` : '';
  return `onnx/${vision} with onnx/${text}, nor onnx/model${suffix}.onnx${there}`;
}

/** The variants of an export's graphs that are there. */
export function variantsOf(files: readonly string[]): string[] {
  const found = files.flatMap((file) => {
    const match = /^(?:onnx\/)?(?:vision_)?model(?:_([a-z0-9]+))?\.onnx$/.exec(file);
    return match ? [match[1] ?? 'fp32'] : [];
  });
  return [...new Set(found)].sort();
}

/** The files a graph keeps its weights in: those that begin as it is called, as exporters name them. */
export function weightFilesOf(graph: string, files: readonly string[]): string[] {
  return files.filter((file) => file.startsWith(`${graph}_data`) || file.startsWith(`${graph}.data`));
}

function suffixOf(variant?: string): string {
  return variant === undefined || variant === 'fp32' ? '' : `_${variant}`;
}
