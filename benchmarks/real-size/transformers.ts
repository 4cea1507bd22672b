// The same export in transformers.js, as its documentation has it: a processor, a tokenizer, and a model of each side.
import { PEER, serve, TEXT } from './task.ts';

interface Options {
  readonly [name: string]: unknown;
}

interface Opened<Run> {
  from_pretrained(folder: string, options?: Options): Promise<Run>;
}

type Runs = (input: unknown, options?: Options) => Promise<Record<string, unknown>>;

/** What is used of a library that this repository does not depend on. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly RawImage: new (data: Uint8Array, width: number, height: number, channels: number) => object;
  readonly AutoImageProcessor: Opened<Runs>;
  readonly AutoTokenizer: Opened<(texts: string[], options: Options) => Record<string, unknown>>;
  readonly CLIPVisionModelWithProjection: Opened<Runs>;
  readonly CLIPTextModelWithProjection: Opened<Runs>;
  readonly SiglipVisionModel: Opened<Runs>;
  readonly SiglipTextModel: Opened<Runs>;
}

await serve(async ({ exported, suffix, family, size, tokens, threads, batch }) => {
  const library = (await import(PEER)) as Transformers;
  library.env.allowRemoteModels = false;
  library.env.localModelPath = '/';
  const opened = (intraOpNumThreads: number) => ({
    dtype: suffix === '' ? 'fp32' : suffix.slice(1),
    session_options: { intraOpNumThreads, interOpNumThreads: 1 },
  });
  const siglip = family === 'siglip';
  const [vision, text, processor, tokenizer] = await Promise.all([
    (siglip ? library.SiglipVisionModel : library.CLIPVisionModelWithProjection).from_pretrained(
      exported,
      opened(threads),
    ),
    (siglip ? library.SiglipTextModel : library.CLIPTextModelWithProjection).from_pretrained(
      exported,
      opened(1),
    ),
    library.AutoImageProcessor.from_pretrained(exported),
    library.AutoTokenizer.from_pretrained(exported),
  ]);
  const rgb = Uint8Array.from({ length: 3 * size ** 2 }, (_, at) => (at * 37) % 256);
  return {
    async images(count) {
      for (let at = 0; at < count; at += batch) {
        const some = Array.from(
          { length: Math.min(batch, count - at) },
          () => new library.RawImage(Uint8Array.from(rgb), size, size, 3),
        );
        await vision(await processor(some));
      }
    },
    async texts(count) {
      const padded = siglip ? { padding: 'max_length', max_length: tokens, truncation: true } : {};
      for (let at = 0; at < count; at++) await text(tokenizer([TEXT], padded));
    },
  };
});
