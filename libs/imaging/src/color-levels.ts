import { heatColor } from './heat-ramp.ts';

/** The colors of the levels 0 to 255, as RGBA bytes. */
const RAMP = new Uint32Array(
  Uint8Array.from(Array.from({ length: 256 }, (_, level) => heatColor(level / 255)).flat()).buffer,
);

/** Colors every level (0 to 255) of a one-channel picture: RGBA bytes. */
export function colorLevels(levels: Uint8Array): Buffer {
  return Buffer.from(Uint32Array.from(levels, (level) => RAMP[level]!).buffer);
}
