import { MODALITIES, type Modality } from '@unseen/domain';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { CodeColumn } from './codes/code-column.ts';
import { directionsOf } from './codes/projection.ts';
import type { FilePart } from './slots/point-files.ts';

/** Changes with the layout of the files or the meaning of a code: what another version wrote is made anew. */
const FORMAT = 2;
const NAME = 'state';

/** What a copy holds in memory of one modality. */
export interface ModalityState {
  /** Slots that have a vector. */
  readonly slots: Iterable<number>;
  readonly codes: CodeColumn | undefined;
  readonly learnedAmong: number;
}

/** What a copy holds in memory. */
export interface CopyState {
  /** Version of the table it agrees with. */
  readonly version: number;
  readonly dimensions: number;
  /** Slots in use or free. */
  readonly slots: number;
  readonly free: readonly number[];
  /** Bytes of a slot by part. */
  readonly slotBytes: Readonly<Partial<Record<FilePart, number>>>;
  /** Four numbers per slot. */
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly modalities: Readonly<Record<Modality, ModalityState>>;
}

interface Header extends Pick<CopyState, 'version' | 'dimensions' | 'slots' | 'slotBytes'> {
  readonly format: number;
  readonly free: number;
  readonly modalities: Record<Modality, { slots: number; learnedAmong: number; pages?: number[] }>;
}

/** Writes the state, in one step: it is there whole or not at all. */
export async function saveState(dir: string, state: CopyState): Promise<void> {
  const parts: Uint8Array[] = [asBytes(state.ids), asBytes(Uint32Array.from(state.free))];
  const modalities = {} as Header['modalities'];
  for (const modality of MODALITIES) {
    const { slots, codes, learnedAmong } = state.modalities[modality];
    const present = Uint32Array.from(slots);
    parts.push(asBytes(present));
    const pages: number[] = [];
    if (codes) {
      parts.push(asBytes(codes.projection.mean), asBytes(codes.projection.directions));
      for (const { page, steps, rests, codes: bytes } of codes.dump()) {
        pages.push(page);
        parts.push(asBytes(steps), asBytes(rests), bytes);
      }
    }
    modalities[modality] = { slots: present.length, learnedAmong, ...(codes && { pages }) };
  }
  const { version, dimensions, slots, slotBytes, free } = state;
  const header: Header = {
    format: FORMAT,
    version,
    dimensions,
    slots,
    slotBytes,
    free: free.length,
    modalities,
  };
  // Padded, so that the numbers behind it lie where arrays can begin.
  const text = JSON.stringify(header);
  const head = Buffer.from(text.padEnd(Math.ceil(Buffer.byteLength(text) / 16) * 16));
  const temporary = join(dir, `${NAME}.new`);
  const file = await open(temporary, 'w');
  try {
    const length = new Uint8Array(16);
    new DataView(length.buffer).setUint32(0, head.length, true);
    await file.writev([length, head, ...parts]);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(dir, NAME));
}

/** The state as it was written last, if it agrees with this version of the table; what cannot be read is none. */
export async function loadState(
  dir: string,
  version: number,
  dimensions: number,
): Promise<CopyState | undefined> {
  try {
    return parseState(await readFile(join(dir, NAME)), version, dimensions);
  } catch {
    return undefined;
  }
}

function parseState(bytes: Buffer<ArrayBuffer>, version: number, dimensions: number): CopyState | undefined {
  let at = 16 + bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.toString('utf8', 16, at)) as Header;
  if (header.format !== FORMAT || header.version !== version || header.dimensions !== dimensions)
    return undefined;
  const take = (length: number) => {
    if (at + length > bytes.length) throw new Error('The state was cut short.');
    at += length;
    return bytes.buffer.slice(bytes.byteOffset + at - length, bytes.byteOffset + at);
  };
  const floats = (count: number) => new Float32Array(take(4 * count));
  const ids = new Uint32Array(take(16 * header.slots));
  const free = [...new Uint32Array(take(4 * header.free))];
  const modalities = {} as Record<Modality, ModalityState>;
  for (const modality of MODALITIES) {
    const { slots, learnedAmong, pages } = header.modalities[modality];
    const present = new Uint32Array(take(4 * slots));
    if (!pages) {
      modalities[modality] = { slots: present, codes: undefined, learnedAmong };
      continue;
    }
    const codes = new CodeColumn({
      mean: floats(dimensions),
      directions: floats(dimensions * directionsOf(dimensions)),
    });
    const size = codes.pageBytes;
    for (const page of pages) {
      codes.restore(page, floats(size.steps / 4), floats(size.rests / 4), new Uint8Array(take(size.codes)));
    }
    modalities[modality] = { slots: present, codes, learnedAmong };
  }
  return { version, dimensions, slots: header.slots, free, slotBytes: header.slotBytes, ids, modalities };
}

function asBytes(array: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
