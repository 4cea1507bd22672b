/** Colors of a figure, by the reader's light or dark page: an SVG in an `img` follows the system's. */
const STYLE = `
  text { font: 13px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; fill: #1a1b1f; }
  .muted { fill: #60626b; }
  .line { stroke: #e6e6e2; }
  .a { stroke: #3a52d4; fill: #3a52d4; }
  .b { stroke: #b3541e; fill: #b3541e; }
  .c { stroke: #2f7d4f; fill: #2f7d4f; }
  .curve { fill: none; stroke-width: 2; }
  text.a, text.b, text.c { stroke: none; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    text { fill: #ececee; }
    .muted { fill: #a2a5b0; }
    .line { stroke: #2a2d34; }
    .a { stroke: #93a5ff; fill: #93a5ff; }
    .b { stroke: #f0a36e; fill: #f0a36e; }
    .c { stroke: #7fd0a0; fill: #7fd0a0; }
    .curve { fill: none; }
  }`;

/**
 * A figure of the docs.
 * @param label - what it shows, for who cannot see it
 */
export function figure(width: number, height: number, label: string, parts: readonly string[]): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">`;
  return [open, `<style>${STYLE}\n</style>`, ...parts, '</svg>', ''].join('\n');
}

/** A coordinate: a tenth of a pixel is enough. */
export function at(value: number): string {
  return String(Math.round(10 * value) / 10);
}
