import { MODALITIES, type PointPayload, type ReadPoint, type VectorPoint } from '@unseen/contracts';
import { SECTIONS, isVector, type Place, type Section } from './place.ts';

/** The bytes of a point's record and how long each section is. */
export interface EncodedRecord {
  readonly bytes: Uint8Array;
  readonly lengths: Place['lengths'];
}

/** Everything of a point that is read back, in one piece: vectors as f32, blocks as they are, the payload as JSON. */
export function encodeRecord(point: VectorPoint): EncodedRecord {
  const sections: Partial<Record<Section, Uint8Array>> = {
    ...Object.fromEntries(MODALITIES.flatMap((modality) => vectorSection(point, modality))),
    ...(point.regions && { regions: point.regions }),
    ...(point.tokens && { tokens: point.tokens }),
    payload: Buffer.from(JSON.stringify(point.payload)),
  };
  const there = SECTIONS.filter((section) => sections[section] !== undefined);
  return {
    bytes: Buffer.concat(there.map((section) => sections[section]!)),
    lengths: Object.fromEntries(there.map((section) => [section, sections[section]!.byteLength])),
  };
}

function vectorSection(
  { vectors }: VectorPoint,
  modality: (typeof MODALITIES)[number],
): [Section, Uint8Array][] {
  const vector = vectors[modality];
  return vector ? [[modality, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)]] : [];
}

/** The parts of a point that these sections hold. Vectors are copies, blocks are views of the bytes given. */
export function decodeSections(
  sections: ReadonlyMap<Section, Uint8Array>,
): Pick<ReadPoint, 'vectors' | 'regions' | 'tokens' | 'payload'> {
  const vectors: { [modality in (typeof MODALITIES)[number]]?: Float32Array } = {};
  for (const [section, bytes] of sections) {
    if (isVector(section)) vectors[section] = new Float32Array(new Uint8Array(bytes).buffer);
  }
  const regions = sections.get('regions');
  const tokens = sections.get('tokens');
  const payload = sections.get('payload');
  return {
    vectors,
    ...(regions && { regions }),
    ...(tokens && { tokens }),
    ...(payload && { payload: JSON.parse(Buffer.from(payload).toString()) as PointPayload }),
  };
}
