import type { TextEncoding } from '@unseen/domain';
import type { EmbeddedQuery, UnlikeSides, UnwantedText, WeighedQuery } from './embedded-query.ts';

type Side = 'text' | 'image';

/**
 * Several queries as one: the weighted sum of their vectors on each side, as in Rocchio's relevance feedback ("Relevance feedback in
 * information retrieval", 1971), with the words of all texts for attention to look at. What weighs below 0 is taken off the side it
 * belongs to, or off the other where nothing is wanted on its own.
 * @param parts - at least one with a weight above 0
 */
export function combineQueries(
  parts: readonly WeighedQuery[],
  unwanted: readonly UnwantedText[],
  unlike: readonly UnlikeSides[],
): EmbeddedQuery {
  const wanted = parts.filter(({ weight }) => weight > 0);
  const text = direction('text', parts);
  const image = direction('image', parts);
  const weightOf = (side: Side) =>
    wanted.reduce((sum, { query, weight }) => sum + (query.vectors[side] ? weight : 0), 0);
  const textShare = weightOf('text') / (weightOf('text') + weightOf('image'));
  const [heaviest] = wanted.toSorted((a, b) => b.weight - a.weight).filter(({ query }) => query.picture);
  const words = text && combineTexts(wanted, text);
  return {
    vectors: {
      ...(text && { text }),
      ...(image && { image }),
      ...(text &&
        image && {
          joint:
            normalized(
              sumOf([
                [text, textShare],
                [image, 1 - textShare],
              ]),
            ) ?? text,
        }),
    },
    ...(words && { text: words }),
    ...(image && heaviest && { picture: { ...heaviest.query.picture!, imageGlobal: image } }),
    unwanted,
    unlike,
    fromItem: wanted.every(({ query }) => query.fromItem),
    parts,
    textShare,
  };
}

/** Where the queries point to on one side; undefined where nothing is wanted there. D floats, L2-normalized. */
function direction(side: Side, parts: readonly WeighedQuery[]): Float32Array | undefined {
  const other = side === 'text' ? 'image' : 'text';
  const wanted: [Float32Array, number][] = [];
  const taken: [Float32Array, number][] = [];
  for (const { query, weight } of parts) {
    const own = query.vectors[side];
    if (weight > 0 && own) wanted.push([own, weight]);
    const away = own ?? query.vectors[other];
    if (weight < 0 && away) taken.push([away, weight]);
  }
  if (wanted.length === 0) return undefined;
  return normalized(sumOf([...wanted, ...taken])) ?? normalized(sumOf(wanted)) ?? wanted[0]![0];
}

function sumOf(parts: readonly (readonly [Float32Array, number])[]): Float32Array {
  const sum = new Float32Array(parts[0]![0].length);
  for (const [vector, weight] of parts) vector.forEach((value, at) => (sum[at]! += weight * value));
  return sum;
}

/** @returns nothing where the parts cancel out */
function normalized(vector: Float32Array): Float32Array | undefined {
  const length = Math.sqrt(vector.reduce((total, value) => total + value * value, 0));
  return length > 1e-6 ? vector.map((value) => value / length) : undefined;
}

function combineTexts(wanted: readonly WeighedQuery[], global: Float32Array): TextEncoding | undefined {
  const texts = wanted.flatMap(({ query: { text }, weight }) => (text ? [{ text, weight }] : []));
  if (texts.length === 0) return undefined;
  const total = texts.reduce((sum, { weight }) => sum + weight, 0);
  const heaviest = texts.reduce((most, each) => (each.weight > most.weight ? each : most)).text;
  let before = 0;
  const words = texts.flatMap(({ text }) => {
    const shifted = text.words.map((word) => ({
      ...word,
      tokens: word.tokens.map((token) => token + before),
    }));
    before += text.weights.length;
    return shifted;
  });
  return {
    global,
    tokens: joined(texts.map(({ text }) => text.tokens)),
    weights: joined(texts.map(({ text, weight }) => text.weights.map((each) => (each * weight) / total))),
    words,
    ...(heaviest.lines && { lines: heaviest.lines }),
  };
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
