import { AppError, MODALITIES, type Modality, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';

/** Points of one space. */
export interface SpacePoints {
  readonly space: VectorSpaceKey;
  readonly points: readonly VectorPoint[];
}

/** Points as lines of JSON after a line that names their space; vectors (little-endian floats) and blocks as base64. */
export function encodePoints({ space, points }: SpacePoints): Uint8Array {
  const lines = points.map(({ id, itemId, vectors, regions, tokens, payload }) => ({
    id,
    itemId,
    vectors: Object.fromEntries(
      MODALITIES.flatMap((modality) => {
        const vector = vectors[modality];
        return vector ? [[modality, base64(vector)] as const] : [];
      }),
    ),
    regions: regions && base64(regions),
    tokens: tokens && base64(tokens),
    payload,
  }));
  return Buffer.from([space, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Reads what {@link encodePoints} wrote. @throws AppError `backup_invalid` */
export function decodePoints(bytes: Uint8Array): SpacePoints {
  try {
    const [space, ...lines] = Buffer.from(bytes)
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    return { space: space as VectorSpaceKey, points: (lines as PointLine[]).map(toPoint) };
  } catch (cause) {
    throw new AppError('backup_invalid', 'Vectors in the backup cannot be read.', { cause });
  }
}

type PointLine = Omit<VectorPoint, 'vectors' | 'regions' | 'tokens'> & {
  readonly vectors: Partial<Record<Modality, string>>;
  readonly regions?: string;
  readonly tokens?: string;
};

function toPoint({ vectors, regions, tokens, ...rest }: PointLine): VectorPoint {
  const read = Object.entries(vectors).map(([modality, text]) => [modality, floats(text)] as const);
  return {
    ...rest,
    vectors: Object.fromEntries(read),
    ...(regions !== undefined && { regions: Buffer.from(regions, 'base64') }),
    ...(tokens !== undefined && { tokens: Buffer.from(tokens, 'base64') }),
  };
}

function base64({ buffer, byteOffset, byteLength }: Float32Array | Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function floats(text: string): Float32Array {
  // A copy: floats must begin at a multiple of four.
  return new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
}
