// The graphs of a pack, run by onnxruntime alone: what anybody writes who has a model and no platform.
import * as tokenizers from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

interface Stage {
  readonly file: string;
  readonly rename?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly image: {
    readonly size: number;
    readonly mean: number[];
    readonly std: number[];
    readonly stages: Stage[];
  };
  readonly text: { readonly tokenizer: string; readonly maxTokens: number; readonly stages: Stage[] };
}

type Bag = Record<string, Tensor>;

/** Pictures and texts to vectors and regions. */
export interface Model {
  /** @returns `global` (B x D) and `regions` (B x R x d) */
  images(files: readonly string[]): Promise<Bag>;
  /** @returns `global` (1 x D), `tokens` (1 x T x d), `token_weights` (1 x T) */
  text(text: string): Promise<Bag>;
}

// The package's own declarations do not resolve.
const { Tokenizer } = tokenizers as unknown as {
  Tokenizer: new (json: object, config: object) => { encode(text: string): { ids: number[] } };
};

/** Opens the model of a pack. @param threads - that one inference uses */
export async function openModel(pack: string, threads: number): Promise<Model> {
  const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(pack, name), 'utf8'));
  const { image, text } = (await json('manifest.json')) as Manifest;
  const tokenizer = new Tokenizer((await json(text.tokenizer)) as object, {});
  const open = (stages: readonly Stage[]) =>
    Promise.all(
      stages.map(async ({ file, rename = {} }) => ({
        rename,
        session: await InferenceSession.create(join(pack, file), {
          intraOpNumThreads: threads,
          interOpNumThreads: 1,
        }),
      })),
    );
  const [imageStages, textStages] = [await open(image.stages), await open(text.stages)];
  const run = async (stages: typeof imageStages, bag: Bag): Promise<Bag> => {
    for (const { session, rename } of stages) {
      const feeds = Object.fromEntries(session.inputNames.map((name) => [name, bag[rename[name] ?? name]!]));
      for (const [name, value] of Object.entries(await session.run(feeds))) bag[rename[name] ?? name] = value;
    }
    return bag;
  };
  return {
    async images(files) {
      const pixels = await decode(files, image);
      return run(imageStages, {
        pixels: new Tensor('float32', pixels, [files.length, 3, image.size, image.size]),
      });
    },
    async text(words) {
      const ids = tokenizer.encode(words).ids.slice(0, text.maxTokens);
      const shape = [1, ids.length];
      const whole = (values: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), shape);
      const inner = Float32Array.from(ids, (_, i) => (i > 0 && i < ids.length - 1 ? 1 : 0));
      return run(textStages, {
        input_ids: whole(ids),
        attention_mask: whole(ids.map(() => 1)),
        token_type_ids: whole(ids.map(() => 0)),
        word_mask: new Tensor('float32', inner, shape),
      });
    },
  };
}

async function decode(
  files: readonly string[],
  { size, mean, std }: Manifest['image'],
): Promise<Float32Array> {
  const cells = size * size;
  const planes = new Float32Array(files.length * 3 * cells);
  await Promise.all(
    files.map(async (file, n) => {
      const picture = sharp(file).rotate().flatten({ background: '#fff' }).toColorspace('srgb');
      const rgb = await picture.resize(size, size, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer();
      for (let c = 0; c < 3; c++) {
        const [from, to] = [rgb.length / cells === 3 ? c : 0, (n * 3 + c) * cells];
        const step = rgb.length / cells;
        for (let i = 0; i < cells; i++) planes[to + i] = (rgb[i * step + from]! - mean[c]!) / std[c]!;
      }
    }),
  );
  return planes;
}
