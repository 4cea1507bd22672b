import { AppError } from '@unseen/domain';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImagePreprocessing } from '../pack/manifest.ts';

/** The files and settings of an export in the layout of the Hugging Face hub. */
export interface ModelExport {
  readonly visionFile: string;
  readonly textFile: string;
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
  const suffix = variant ? `_${variant}` : '';
  return {
    visionFile: await findFile(source, [`onnx/vision_model${suffix}.onnx`, `vision_model${suffix}.onnx`]),
    textFile: await findFile(source, [`onnx/text_model${suffix}.onnx`, `text_model${suffix}.onnx`]),
    tokenizerFile: await findFile(source, ['tokenizer.json']),
    image: preprocessing(await readJson(source, 'preprocessor_config.json', preprocessor)),
    maxTokens: text.max_position_embeddings ?? defaults.maxTokens,
    padding: defaults.padding,
    padId: Math.max(0, text.pad_token_id ?? defaults.padId),
  };
}

function preprocessing(settings: z.infer<typeof preprocessor>): ImagePreprocessing {
  const { size, crop_size: crop, do_center_crop: cropped, image_mean: mean, image_std: std } = settings;
  if (cropped && crop && crop.edge !== size.edge) {
    const edges = `${size.edge} and then cut to ${crop.edge}`;
    throw new AppError(
      'pack_invalid',
      `preprocessor_config.json: pictures are shrunk to ${edges}; both must be equal`,
    );
  }
  return {
    size: size.edge,
    fit: cropped || !size.square ? 'cover' : 'fill',
    kernel: KERNELS[settings.resample]!,
    mean: [mean[0] * 255, mean[1] * 255, mean[2] * 255],
    std: [std[0] * 255, std[1] * 255, std[2] * 255],
  };
}

async function readJson<T>(source: string, name: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(join(source, name), 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new AppError('pack_invalid', `${name} of the export cannot be used: ${reason}`, { cause });
  }
}

async function findFile(source: string, candidates: readonly string[]): Promise<string> {
  for (const name of candidates) {
    const path = join(source, name);
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  throw new AppError('pack_invalid', `The export has no ${candidates.join(' or ')}`);
}
