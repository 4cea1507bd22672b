import type { Encoder } from '@unseen/encoder';

/** An encoder that counts what it is given. */
export function countingEncoder(from: Encoder): {
  encoder: Encoder;
  counts: { pictures: number; texts: number };
} {
  const counts = { pictures: 0, texts: 0 };
  const encoder = new Proxy(from, {
    get(target, name) {
      if (name === 'encodeImage') counts.pictures += 1;
      if (name === 'encodeText') counts.texts += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { encoder, counts };
}
