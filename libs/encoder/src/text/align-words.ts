/** A span of a text in UTF-16 units, end excluded. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds tokens' surfaces in the text they came from, so words can be shown as written (case and accents kept).
 * Surfaces are looked for in order; one that is not there (an unknown token) takes what lies between its neighbors.
 * @param surfaces - decoded words in text order, as the tokenizer normalized them
 * @returns one string per surface; the surface itself where nothing can be found
 */
export function alignWords(text: string, surfaces: readonly string[]): string[] {
  const folded = foldWithMap(text);
  let cursor = 0;
  const spans = surfaces.map((surface): Span | undefined => {
    const needle = fold(surface);
    const at = needle === '' ? -1 : folded.text.indexOf(needle, cursor);
    if (at < 0) return undefined;
    cursor = at + needle.length;
    return { start: folded.starts[at]!, end: folded.ends[cursor - 1]! };
  });
  return surfaces.map((surface, i) => {
    const span = spans[i];
    if (span) return text.slice(span.start, span.end);
    const from = spans.slice(0, i).findLast((earlier) => earlier !== undefined)?.end ?? 0;
    const to = spans.slice(i + 1).find((later) => later !== undefined)?.start ?? text.length;
    const gap = text.slice(from, to).trim();
    // Several unknown words in a row share one gap: give each its own part.
    const unknownsBefore = i - (spans.slice(0, i).findLastIndex((earlier) => earlier !== undefined) + 1);
    return gap.split(/\s+/)[unknownsBefore] || surface;
  });
}

/** Case and accents away, compatibility forms unified: what most tokenizers' normalizers agree on. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The folded text, and for each of its units where the character it came from starts and ends. */
function foldWithMap(text: string): { text: string; starts: number[]; ends: number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const part = fold(character);
    for (let i = 0; i < part.length; i++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    folded += part;
    at += character.length;
  }
  return { text: folded, starts, ends };
}
