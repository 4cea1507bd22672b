import { AppError } from '@unseen/domain';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findGraphs, missingGraphs, weightFilesOf } from '../hub/export-layout.ts';
import type { ImagePreprocessing } from '../pack/manifest.ts';

/** A graph of an export. */
export interface GraphFile {
  readonly path: string;
  /** Files that hold weights of it. */
  readonly weights: readonly string[];
  /** Whether it holds the encoders of both sides. */
  readonly combined: boolean;
}

/** The files and settings of an export in the layout of the Hugging Face hub. */
export interface ModelExport {
  readonly vision: GraphFile;
  readonly text: GraphFile;
  readonly tokenizerFile: string;
  readonly image: ImagePreprocessing;
  readonly maxTokens: number;
  /** SigLIP was trained on texts padded to full length, without a mask. */
  readonly padding: 'longest' | 'max';
  readonly padId: number;
}

const edges = z.union([
  z.number().transform((edge) => ({ edge, square: false })),
  z.object({ shortest_edge: z.number() }).transform(({ shortest_edge: edge }) => ({ edge, square: false })),
  z
    .object({ height: z.number(), width: z.number() })
    .refine(({ height, width }) => height === width, 'must be square')
    .transform(({ height: edge }) => ({ edge, square: true })),
]);

const preprocessor = z.object({
  size: edges,
  crop_size: edges.optional(),
  do_center_crop: z.boolean().default(false),
  do_rescale: z.literal(true).default(true),
  do_normalize: z.literal(true).default(true),
  image_mean: z.tuple([z.number(), z.number(), z.number()]),
  image_std: z.tuple([z.number(), z.number(), z.number()]),
  resample: z.int().min(0).max(3).default(3),
});

const config = z.object({
  model_type: z.string(),
  text_config: z
    .object({ max_position_embeddings: z.int().positive().optional(), pad_token_id: z.int().optional() })
    .default({}),
});

/** Pillow's filter numbers, which `resample` uses, as kernels of the image decoder. */
const KERNELS = ['nearest', 'lanczos3', 'linear', 'cubic'] as const;

/** Model families whose exports are understood, with the text length each is made for. */
const FAMILIES: Readonly<Record<string, { maxTokens: number; padding: 'longest' | 'max'; padId: number }>> = {
  clip: { maxTokens: 77, padding: 'longest', padId: 0 },
  siglip: { maxTokens: 64, padding: 'max', padId: 1 },
  siglip2: { maxTokens: 64, padding: 'max', padId: 0 },
};

/**
 * Reads the configuration of an export: `config.json`, `preprocessor_config.json`, and where its graphs and tokenizer lie.
 * @param variant - suffix of the graphs' names, e.g. `quantized` for `vision_model_quantized.onnx`
 * @throws AppError `pack_invalid` when a file is missing or says something that cannot be converted
 */
export async function readExport(source: string, variant?: string): Promise<ModelExport> {
  const { model_type: family, text_config: text } = await readJson(source, 'config.json', config);
  const defaults = Object.hasOwn(FAMILIES, family) ? FAMILIES[family]! : undefined;
  if (!defaults) {
    const known = Object.keys(FAMILIES).join(' and ');
    throw new AppError(
      'pack_invalid',
      `config.json names the model type "${family}"; ${known} can be converted`,
    );
  }
  const files = await filesOf(source);
  const graphs = findGraphs(files, variant);
  if (!graphs) throw new AppError('pack_invalid', `The export has no ${missingGraphs(files, variant)}`);
  if (!files.includes('tokenizer.json'))
    throw new AppError('pack_invalid', 'The export has no tokenizer.json');
  const combined = graphs.vision === graphs.text;
  const graph = (name: string) => ({
    path: join(source, name),
    weights: weightFilesOf(name, files).map((file) => join(source, file)),
    combined,
  });
  return {
    vision: graph(graphs.vision),
    text: graph(graphs.text),
    tokenizerFile: join(source, 'tokenizer.json'),
    image: preprocessing(await readJson(source, 'preprocessor_config.json', preprocessor)),
    maxTokens: text.max_position_embeddings ?? defaults.maxTokens,
    padding: defaults.padding,
    padId: Math.max(0, text.pad_token_id ?? (await padTokenOf(source)) ?? defaults.padId),
  };
}

function preprocessing(settings: z.infer<typeof preprocessor>): ImagePreprocessing {
  const { size, crop_size: crop, do_center_crop: cropped, image_mean: mean, image_std: std } = settings;
  const edge = (cropped ? crop?.edge : undefined) ?? size.edge;
  if (edge > size.edge) {
    throw new AppError(
      'pack_invalid',
      `preprocessor_config.json: pictures are shrunk to ${size.edge} and then cut to ${edge}, which is more`,
    );
  }
  return {
    size: edge,
    fit: cropped || !size.square ? 'cover' : 'fill',
    ...(edge < size.edge && { shrink: size.edge }),
    kernel: KERNELS[settings.resample]!,
    mean: [mean[0] * 255, mean[1] * 255, mean[2] * 255],
    std: [std[0] * 255, std[1] * 255, std[2] * 255],
  };
}

const padding = z.object({ pad_token: z.union([z.string(), z.object({ content: z.string() })]) });
const tokenizer = z.object({ added_tokens: z.array(z.object({ id: z.int(), content: z.string() })) });

/** The id of the token the tokenizer pads with, where its settings name one. */
async function padTokenOf(source: string): Promise<number | undefined> {
  try {
    const { pad_token: pad } = await readJson(source, 'tokenizer_config.json', padding);
    const { added_tokens: added } = await readJson(source, 'tokenizer.json', tokenizer);
    return added.find(({ content }) => content === (typeof pad === 'string' ? pad : pad.content))?.id;
  } catch {
    return undefined;
  }
}

async function readJson<T>(source: string, name: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(join(source, name), 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new AppError('pack_invalid', `${name} of the export cannot be used: ${reason}`, { cause });
  }
}

/** The files of an export that may matter: at its top and in `onnx`, as paths in it. */
async function filesOf(source: string): Promise<string[]> {
  const names = (folder: string) => readdir(join(source, folder)).catch(() => [] as string[]);
  const [top, onnx] = await Promise.all([names('.'), names('onnx')]);
  return [...top, ...onnx.map((name) => `onnx/${name}`)];
}
