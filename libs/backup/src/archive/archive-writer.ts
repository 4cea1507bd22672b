import { createHash } from 'node:crypto';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { HEADER, MANIFEST, type BackupHeader, type BackupManifest } from './manifest.ts';

/** A member's MIME type and SHA-256, as keys of its extended header (POSIX pax). */
export const TYPE = 'UNSEEN.type';
export const SHA256 = 'UNSEEN.sha256';

/** Writes an archive: a tar whose every member carries the hash of its content, and which ends with a manifest. */
export class ArchiveWriter {
  readonly #pack = pack();
  readonly #out = new PassThrough();
  readonly #digest = createHash('sha256');
  #members = 0;

  constructor() {
    // Whichever end breaks takes the other along; who waits for room hears of it.
    pipeline(this.#pack as unknown as NodeJS.ReadableStream, this.#out, () => undefined);
  }

  /** The archive as it is being written; written no faster than it is read. */
  get stream(): Readable {
    return this.#out;
  }

  begin(header: BackupHeader): Promise<void> {
    return this.add(HEADER, json(header), 'application/json');
  }

  /** Adds a member; resolves when there is room for the next. */
  async add(name: string, bytes: Uint8Array, type: string): Promise<void> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#digest.update(`${name}\n${sha256}\n`);
    this.#members += 1;
    await this.#write(name, bytes, { [TYPE]: type, [SHA256]: sha256 });
  }

  /** Ends the archive. */
  async end(manifest: Omit<BackupManifest, 'members' | 'digest'>): Promise<void> {
    const bytes = json({ members: this.#members, digest: this.#digest.digest('hex'), ...manifest });
    await this.#write(MANIFEST, bytes, {});
    this.#pack.finalize();
  }

  /** Breaks the archive off: who reads it sees an error, not an end. */
  fail(error: Error): void {
    this.#out.destroy(error);
  }

  #write(name: string, bytes: Uint8Array, pax: Record<string, string>): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = this.#pack.entry({ name, size: bytes.byteLength, pax }, (error) =>
        error ? reject(error) : resolve(),
      );
      entry.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  }
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
