// The encoders of an export, run by onnxruntime alone: what anybody writes who has a model and no platform.
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { join } from 'node:path';
import { serve } from './task.ts';

await serve(async ({ exported, suffix, size, tokens, threads, batch }) => {
  const open = (name: string, intraOpNumThreads: number) =>
    InferenceSession.create(join(exported, `onnx/${name}${suffix}.onnx`), {
      intraOpNumThreads,
      interOpNumThreads: 1,
    });
  // A text is one thread's work in the encoder as well.
  const [vision, text] = [await open('vision_model', threads), await open('text_model', 1)];
  const bytes = Uint8Array.from({ length: 3 * size ** 2 }, (_, at) => (at * 37) % 256);
  const ids = BigInt64Array.from({ length: tokens }, (_, at) => BigInt(at % 40));
  return {
    async images(count) {
      for (let at = 0; at < count; at += batch) {
        const some = Math.min(batch, count - at);
        const pixels = new Float32Array(some * bytes.length);
        for (let n = 0; n < some; n++)
          for (let i = 0; i < bytes.length; i++) pixels[n * bytes.length + i] = (bytes[i]! - 127.5) / 127.5;
        await vision.run({ pixel_values: new Tensor('float32', pixels, [some, 3, size, size]) });
      }
    },
    async texts(count) {
      for (let at = 0; at < count; at++) await text.run({ input_ids: new Tensor('int64', ids, [1, tokens]) });
    },
  };
});
