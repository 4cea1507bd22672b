import { closeSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** Bytes after which a new segment begins. */
const SEGMENT_BYTES = 64 * 1024 * 1024;

/** Milliseconds of reading after which other work gets its turn. */
const TURN = 4;

/** Some bytes of a segment. */
export interface Extent {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** The segment that is appended to. */
interface OpenSegment {
  readonly segment: number;
  readonly file: FileHandle;
  /** Bytes that are durable. */
  size: number;
}

/**
 * Records in append-only segment files. A record is written and synced before the row that points to it is committed,
 * and never changed, so every row's record is whole; a crash leaves at most bytes at an end that nothing points to.
 * One process writes, one append at a time.
 *
 * Reads are plain synchronous ones: from the page cache two hundred of 15 KB take under a millisecond, a tenth of what
 * the table takes, and they do not queue behind picture decoding in the thread pool. From a cold disk they may take
 * longer, so reading pauses for other work every few milliseconds.
 */
export class RecordLog {
  readonly #dir: string;
  readonly #readers = new Map<number, number>();
  readonly #reading = new Set<Promise<unknown>>();
  #next: number;
  #current: OpenSegment | undefined;

  private constructor(dir: string, next: number) {
    this.#dir = dir;
    this.#next = next;
  }

  /** Opens the log of a directory, which is created when it is not there. Appending begins a new segment. */
  static async open(dir: string): Promise<RecordLog> {
    await mkdir(dir, { recursive: true });
    const numbers = (await segmentNumbers(dir)).map((number) => number + 1);
    return new RecordLog(dir, Math.max(1, ...numbers));
  }

  /** Appends records and resolves with the extent of each once they are durable. */
  async append(records: readonly Uint8Array[]): Promise<Extent[]> {
    const current = await this.#writable();
    let offset = current.size;
    const extents = records.map((record) => {
      const extent = { segment: current.segment, offset, length: record.byteLength };
      offset += record.byteLength;
      return extent;
    });
    const { bytesWritten } = await current.file.write(
      Buffer.concat(records),
      0,
      offset - current.size,
      current.size,
    );
    if (bytesWritten !== offset - current.size) throw new Error('A record was written in part.');
    await current.file.datasync();
    current.size = offset;
    return extents;
  }

  /** The bytes of each extent, as views of one buffer. */
  async read(extents: readonly Extent[]): Promise<Uint8Array[]> {
    const reading = this.#read(extents);
    this.#reading.add(reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(reading);
    }
  }

  /** The segments nothing is appended to any more, and their sizes in bytes. */
  async sealed(): Promise<{ segment: number; bytes: number }[]> {
    const numbers = (await segmentNumbers(this.#dir)).filter((number) => number !== this.#current?.segment);
    return Promise.all(
      numbers.map(async (segment) => ({ segment, bytes: (await stat(this.#path(segment))).size })),
    );
  }

  /** Removes a segment that nothing points to. */
  async remove(segment: number): Promise<void> {
    await this.#settled();
    this.#closeReader(segment);
    await rm(this.#path(segment), { force: true });
  }

  async close(): Promise<void> {
    await this.#settled();
    for (const segment of [...this.#readers.keys()]) this.#closeReader(segment);
    await this.#current?.file.close();
    this.#current = undefined;
  }

  async #read(extents: readonly Extent[]): Promise<Uint8Array[]> {
    const size = extents.reduce((sum, extent) => sum + extent.length, 0);
    const buffer = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
    const found: Uint8Array[] = [];
    let filled = 0;
    let turnEnds = performance.now() + TURN;
    for (const { segment, offset, length } of extents) {
      const bytes = length === 0 ? 0 : readSync(this.#reader(segment), buffer, filled, length, offset);
      if (bytes !== length) throw new Error(`Segment ${segment} ends before a record does.`);
      found.push(buffer.subarray(filled, filled + length));
      filled += length;
      if (performance.now() > turnEnds) {
        await setImmediate();
        turnEnds = performance.now() + TURN;
      }
    }
    return found;
  }

  async #writable(): Promise<OpenSegment> {
    if (this.#current && this.#current.size < SEGMENT_BYTES) return this.#current;
    await this.#current?.file.close();
    this.#current = undefined;
    const segment = this.#next++;
    const file = await open(this.#path(segment), 'wx');
    await syncDirectory(this.#dir);
    this.#current = { segment, file, size: 0 };
    return this.#current;
  }

  #reader(segment: number): number {
    const known = this.#readers.get(segment);
    if (known !== undefined) return known;
    const opened = openSync(this.#path(segment), 'r');
    this.#readers.set(segment, opened);
    return opened;
  }

  #closeReader(segment: number): void {
    const reader = this.#readers.get(segment);
    this.#readers.delete(segment);
    if (reader !== undefined) closeSync(reader);
  }

  /** A descriptor is closed only when nothing reads: its number may be given to another file at once. */
  async #settled(): Promise<void> {
    await Promise.allSettled(this.#reading);
  }

  #path(segment: number): string {
    return join(this.#dir, `${segment}.records`);
  }
}

async function segmentNumbers(dir: string): Promise<number[]> {
  const names = await readdir(dir);
  return names.flatMap((name) => /^(\d+)\.records$/.exec(name)?.[1] ?? []).map(Number);
}

/** Makes the name of a new file durable. */
async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
