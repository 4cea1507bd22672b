import { closeSync, fsync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

const sync = promisify(fsync);

/**
 * A file of slots of one size. Reads and writes are calls of the system without a detour through the thread pool: what is read was written or read
 * lately and comes from the system's cache, in microseconds, where a detour takes thirty.
 */
export class SlotFile {
  readonly slotBytes: number;
  readonly #file: number;

  /** @param fresh - whether what the file holds goes */
  constructor(path: string, slotBytes: number, fresh: boolean) {
    this.slotBytes = slotBytes;
    this.#file = openSync(path, fresh ? 'w+' : 'r+');
  }

  /** Writes the beginning of a slot. */
  write(slot: number, bytes: Uint8Array): void {
    if (bytes.length > this.slotBytes) throw new Error(`${bytes.length} bytes do not fit a slot.`);
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, slot * this.slotBytes + done);
    }
  }

  /** Reads slots, or the beginning of one, into all of `into`; what was never written is zero. */
  read(slot: number, into: Uint8Array): void {
    let done = 0;
    while (done < into.length) {
      const read = readSync(this.#file, into, done, into.length - done, slot * this.slotBytes + done);
      if (read === 0) break;
      done += read;
    }
    into.fill(0, done);
  }

  /** Empties it. */
  clear(): void {
    ftruncateSync(this.#file, 0);
  }

  /** Resolves when what was written would outlast a loss of power. */
  async sync(): Promise<void> {
    await sync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}
