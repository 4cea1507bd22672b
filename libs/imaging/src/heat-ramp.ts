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

/**
 * The color of an attention level, the same whether the server draws the heat map or the browser does.
 * @param level - 0 to 1; what is beyond is taken as the nearest of both
 * @returns red, green, blue, alpha, each 0 to 255: from transparent to hot
 */
export function heatColor(level: number): readonly [number, number, number, number] {
  const within = Math.min(Math.max(level, 0), 1);
  const position = within * (INFERNO.length - 1);
  const below = Math.min(Math.floor(position), INFERNO.length - 2);
  const share = position - below;
  const [cold, hot] = [INFERNO[below]!, INFERNO[below + 1]!];
  const mix = (channel: 0 | 1 | 2) => Math.round(cold[channel] * (1 - share) + hot[channel] * share);
  return [mix(0), mix(1), mix(2), Math.round(255 * MOST_OPAQUE * within)];
}
