import { MODALITIES, type VectorPoint } from '@unseen/domain';
import { join } from 'node:path';
import type { CachedPart } from '../../../read/record-cache.ts';
import { SlotFile } from './slot-file.ts';

/** Bytes of the slot that tells what there is of a point, with its item id and, where it fits, its payload. */
const FACTS = 1_024;
const HEAD = 20;
/** In place of the size of a block: it is larger than its slot. */
const NOT_HELD = 0xffffffff;
/** Room for payloads that do not fit there; a file of such slots takes the disk that is written to. */
const LONG_PAYLOAD = 16_384;
/** Room for the token block of a caption of 24 words in 256 dimensions. */
const TOKENS = 6_656;

/** What a slot is said to hold. */
export interface PointFacts {
  readonly itemId: string;
  /** As JSON; undefined where it did not fit. */
  payload(): string | undefined;
  /** Bytes of each part; 0 where there is none, undefined where it did not fit. */
  readonly sizes: Readonly<Record<CachedPart, number | undefined>>;
}

/** Parts with a file of their own. */
export type FilePart = CachedPart | 'payload';

const BLOCKS = ['regions', 'tokens'] as const;

/** The files of a space, by part. A file comes into being with the first part of its kind. */
export class PointFiles {
  readonly #dir: string;
  readonly #vectorBytes: number;
  readonly #facts: SlotFile;
  readonly #parts = new Map<FilePart, SlotFile>();
  readonly #scratch = Buffer.alloc(FACTS);

  /**
   * @param vectorBytes - of a slot of a vector
   * @param known - bytes of a slot by part, of the files that are there; without it all begin anew
   */
  constructor(dir: string, vectorBytes: number, known?: Readonly<Partial<Record<FilePart, number>>>) {
    this.#dir = dir;
    this.#vectorBytes = vectorBytes;
    this.#facts = new SlotFile(join(dir, 'facts'), FACTS, !known);
    for (const [part, bytes] of Object.entries(known ?? {}) as [FilePart, number][]) {
      this.#parts.set(part, new SlotFile(join(dir, part), bytes, false));
    }
  }

  /** Bytes of a slot by part, of the files that are there. */
  get slotBytes(): Partial<Record<FilePart, number>> {
    return Object.fromEntries([...this.#parts].map(([part, file]) => [part, file.slotBytes]));
  }

  /** Writes a point. @throws Error when it does not fit */
  write(slot: number, point: VectorPoint): void {
    const parts = partsOf(point);
    for (const [part, bytes] of parts) {
      const file = this.#parts.get(part) ?? this.#create(part, bytes.length);
      if (bytes.length <= file.slotBytes) file.write(slot, bytes);
    }
    const itemId = Buffer.from(point.itemId);
    const payload = Buffer.from(JSON.stringify(point.payload));
    if (HEAD + itemId.length > FACTS) throw new Error('The item id does not fit a slot.');
    const short = HEAD + itemId.length + payload.length <= FACTS;
    const held = short || payload.length <= LONG_PAYLOAD;
    if (held && !short) {
      (this.#parts.get('payload') ?? this.#create('payload', LONG_PAYLOAD)).write(slot, payload);
    }
    const facts = Buffer.alloc(HEAD + itemId.length + (short ? payload.length : 0));
    facts.writeUInt16LE(itemId.length, 0);
    facts.writeUInt16LE(held ? payload.length : 0, 2);
    const sizes = new Map(parts);
    BLOCKS.forEach((part, i) => {
      const size = sizes.get(part)?.length ?? 0;
      const fits = size <= (this.#parts.get(part)?.slotBytes ?? 0);
      facts.writeUInt32LE(fits ? size : NOT_HELD, 4 + 4 * i);
    });
    MODALITIES.forEach((part, i) => facts.writeUInt16LE(sizes.get(part)?.length ?? 0, 12 + 2 * i));
    itemId.copy(facts, HEAD);
    if (short) payload.copy(facts, HEAD + itemId.length);
    this.#facts.write(slot, facts);
  }

  /** What there is of a point; to be looked at before the next is read. */
  facts(slot: number): PointFacts {
    const bytes = this.#scratch;
    this.#facts.read(slot, bytes);
    const idBytes = bytes.readUInt16LE(0);
    const payloadBytes = bytes.readUInt16LE(2);
    const [regions, tokens] = [4, 8].map((at) => {
      const size = bytes.readUInt32LE(at);
      return size === NOT_HELD ? undefined : size;
    });
    const [image, caption, joint] = [bytes.readUInt16LE(12), bytes.readUInt16LE(14), bytes.readUInt16LE(16)];
    return {
      itemId: bytes.toString('utf8', HEAD, HEAD + idBytes),
      payload: () => this.#payload(slot, HEAD + idBytes, payloadBytes),
      sizes: { image, caption, joint, regions, tokens },
    };
  }

  /** Reads the beginning of a part of a slot; more than one slot where `into` is larger. */
  read(part: FilePart, slot: number, into: Uint8Array): void {
    this.#parts.get(part)!.read(slot, into);
  }

  /** Resolves when what was written would outlast a loss of power. */
  async sync(): Promise<void> {
    for (const file of [this.#facts, ...this.#parts.values()]) await file.sync();
  }

  close(): void {
    for (const file of [this.#facts, ...this.#parts.values()]) file.close();
  }

  #payload(slot: number, at: number, bytes: number): string | undefined {
    if (bytes === 0) return undefined;
    if (at + bytes <= FACTS) return this.#scratch.toString('utf8', at, at + bytes);
    const long = Buffer.alloc(bytes);
    this.read('payload', slot, long);
    return long.toString('utf8');
  }

  /** The region blocks of a pack have one size, which the first tells; token blocks differ by the words of a caption. */
  #create(part: FilePart, bytes: number): SlotFile {
    const block = Math.max(bytes, part === 'tokens' ? TOKENS : 0);
    const isVector = (MODALITIES as readonly string[]).includes(part);
    const slotBytes = isVector ? this.#vectorBytes : Math.ceil(block / 512) * 512;
    const file = new SlotFile(join(this.#dir, part), slotBytes, true);
    this.#parts.set(part, file);
    return file;
  }
}

function partsOf({ vectors, regions, tokens }: VectorPoint): [CachedPart, Uint8Array][] {
  const parts: [CachedPart, Uint8Array][] = [];
  for (const modality of MODALITIES) {
    const vector = vectors[modality];
    if (vector) parts.push([modality, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)]);
  }
  if (regions) parts.push(['regions', regions]);
  if (tokens) parts.push(['tokens', tokens]);
  return parts;
}
