/** A span of pixels that a model looks at, and the part of it that counts: the rest is there to see what is beside it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly countsFrom: number;
  readonly countsTo: number;
}

/** Pixels at the edge of a tile in which a model sees too little of what is beside them. */
const MARGIN = 32;
/** Detectors halve pictures five times, and add up what they see at each size. */
const MULTIPLE = 32;

/** Splits a length into as few spans of one size as a number asks for, which overlap. */
export function spans(length: number, count: number): Span[] {
  if (count === 1) return [{ from: 0, to: length, countsFrom: 0, countsTo: length }];
  const size = Math.min(length, roundUp(length / count + 2 * MARGIN));
  const from = Array.from({ length: count }, (_, index) =>
    Math.round((index * (length - size)) / (count - 1)),
  );
  const middle = (index: number) => Math.round((from[index - 1]! + size + from[index]!) / 2);
  return from.map((start, index) => ({
    from: start,
    to: start + size,
    countsFrom: index === 0 ? 0 : middle(index),
    countsTo: index === count - 1 ? length : middle(index + 1),
  }));
}

/**
 * How a picture is divided so that no tile, as the model takes it, has more pixels than allowed.
 * @returns columns and rows: of all divisions with the fewest tiles the one with the squarest
 */
export function division(width: number, height: number, most: number): { columns: number; rows: number } {
  for (let tiles = 1; ; tiles++) {
    const fitting = Array.from({ length: tiles }, (_, index) => index + 1)
      .filter((columns) => tiles % columns === 0)
      .map((columns) => {
        const [across] = spans(width, columns);
        const [down] = spans(height, tiles / columns);
        return { columns, rows: tiles / columns, width: roundUp(across!.to), height: roundUp(down!.to) };
      })
      .filter((each) => each.width * each.height <= most)
      .sort((a, b) => a.width + a.height - b.width - b.height);
    if (fitting[0] || tiles > Math.max(width, height)) return fitting[0] ?? { columns: 1, rows: 1 };
  }
}

/** To what a model takes. */
export function roundUp(pixels: number): number {
  return Math.ceil(pixels / MULTIPLE) * MULTIPLE;
}
