import type { EncodingSpaces, ScoreRequest } from '@unseen/domain';

/** Bytes of float vectors one run should touch: the vectors of a run are read several times, and this much stays cached. */
const CACHED_BYTES = 2 << 20;

/**
 * Cuts a scoring into runs that fit the processor's cache: 200 pictures of 49 x 256 take half the time in slices of 40.
 * The side that has one text or picture is shared by all slices; arrays are views, nothing is copied.
 */
export function sliceRequest(request: ScoreRequest, spaces: EncodingSpaces): ScoreRequest[] {
  const { texts, pictures, tokensPerText } = request;
  const regions = spaces.grid[0] * spaces.grid[1];
  const rows = (pictures > 1 ? regions : 0) + (texts > 1 ? tokensPerText : 0);
  const perSlice = Math.max(1, Math.floor(CACHED_BYTES / (4 * Math.max(1, rows) * spaces.region)));
  const total = Math.max(texts, pictures);
  if (total <= perSlice) return [request];
  return Array.from({ length: Math.ceil(total / perSlice) }, (_, i) =>
    range(request, i * perSlice, Math.min(total, (i + 1) * perSlice)),
  );
}

function range(request: ScoreRequest, from: number, to: number): ScoreRequest {
  const { texts, pictures } = request;
  const text = <T extends Float32Array>(array: T) => (texts > 1 ? part(array, texts, from, to) : array);
  const picture = <T extends Float32Array | Int8Array>(array: T) =>
    pictures > 1 ? part(array, pictures, from, to) : array;
  return {
    ...request,
    texts: texts > 1 ? to - from : 1,
    pictures: pictures > 1 ? to - from : 1,
    textGlobal: text(request.textGlobal),
    tokens: text(request.tokens),
    tokenWeights: text(request.tokenWeights),
    imageGlobal: picture(request.imageGlobal),
    regions: picture(request.regions),
    regionScale: picture(request.regionScale),
  };
}

/** Items `from` to `to` of an array of `count` items of equal length. */
function part<T extends Float32Array | Int8Array>(array: T, count: number, from: number, to: number): T {
  const length = array.length / count;
  return array.subarray(from * length, to * length) as T;
}
