/** Anchors of the `inferno` ramp of matplotlib (CC0): the colors the platform draws its own heat maps with. */
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

/** The color of a level. @param level - 0 to 1 @returns red, green, blue, alpha, each 0 to 255 */
export function heatColor(level: number): [number, number, number, number] {
  const position = Math.min(Math.max(level, 0), 1) * (INFERNO.length - 1);
  const below = Math.min(Math.floor(position), INFERNO.length - 2);
  const share = position - below;
  const mix = (channel: 0 | 1 | 2) =>
    Math.round((INFERNO[below]?.[channel] ?? 0) * (1 - share) + (INFERNO[below + 1]?.[channel] ?? 0) * share);
  return [mix(0), mix(1), mix(2), Math.round(255 * MOST_OPAQUE * Math.min(Math.max(level, 0), 1))];
}
