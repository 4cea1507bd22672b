/**
 * Repeatable pseudo-random numbers, evenly spread over [0, 1): mulberry32 by Tommy Ettinger
 * (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c, public domain). The same on every machine.
 * Good for drawing samples; not for secrets.
 * @param seed - its lowest 32 bits count
 */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Repeatable standard normal numbers (Box and Muller, 1958), the same on every machine. @param seed - 32 bits */
export function seededNormals(seed: number): () => number {
  const uniform = seededUniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * Different whole numbers below `length`, every choice as likely as any other.
 * @param count - how many, at most `length`
 * @param uniform - gives numbers spread evenly over [0, 1)
 */
export function drawDistinct(length: number, count: number, uniform: () => number): number[] {
  const left = Array.from({ length }, (_, i) => i);
  return Array.from({ length: count }, () => left.splice(Math.floor(uniform() * left.length), 1)[0]!);
}
