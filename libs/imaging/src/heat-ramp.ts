/**
 * Anchors of the `inferno` ramp of matplotlib (https://bids.github.io/colormap, CC0): lightness rises evenly, so twice
 * the weight looks twice as hot, also to people who do not tell red from green.
 */
const INFERNO = [
  [0, 0, 4],
  [40, 11, 84],
  [101, 21, 110],
  [159, 42, 99],
  [212, 72, 66],
  [245, 125, 21],
  [250, 193, 39],
  [252, 255, 164],
] as const;

/** Opacity of the hottest spot: the picture stays visible under it. */
const MOST_OPAQUE = 0.78;

/** 256 RGBA colors by weight: from transparent to hot. */
const HEAT_RAMP: Uint8Array = Uint8Array.from({ length: 256 * 4 }, (_, at) => {
  const [level, channel] = [Math.floor(at / 4) / 255, at % 4];
  if (channel === 3) return Math.round(255 * MOST_OPAQUE * level);
  const position = level * (INFERNO.length - 1);
  const below = Math.min(Math.floor(position), INFERNO.length - 2);
  const share = position - below;
  return Math.round(INFERNO[below]![channel]! * (1 - share) + INFERNO[below + 1]![channel]! * share);
});

/** Colors every level (0 to 255) of a one-channel picture: RGBA bytes. */
export function colorLevels(levels: Uint8Array): Buffer {
  const ramp = new Uint32Array(HEAT_RAMP.buffer);
  const colored = new Uint32Array(levels.length);
  for (let i = 0; i < levels.length; i++) colored[i] = ramp[levels[i]!]!;
  return Buffer.from(colored.buffer);
}
