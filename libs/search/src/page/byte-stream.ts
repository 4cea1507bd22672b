/** Appends little-endian numbers to a growing buffer. */
export class ByteWriter {
  readonly #parts: Buffer[] = [];

  /** Appends one unsigned byte. */
  u8(value: number): void {
    this.bytes(Uint8Array.of(value));
  }

  /** Appends unsigned 16-bit numbers. */
  u16(...values: number[]): void {
    const part = Buffer.allocUnsafe(2 * values.length);
    for (const [index, value] of values.entries()) part.writeUInt16LE(value, 2 * index);
    this.#parts.push(part);
  }

  /** Appends float32 numbers. */
  f32(...values: number[]): void {
    const part = Buffer.allocUnsafe(4 * values.length);
    for (const [index, value] of values.entries()) part.writeFloatLE(value, 4 * index);
    this.#parts.push(part);
  }

  /** Appends bytes as they are. */
  bytes(value: Uint8Array): void {
    this.#parts.push(Buffer.from(value));
  }

  /** Everything written so far. */
  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** Reads what a {@link ByteWriter} wrote; a `RangeError` when it ends too early. */
export class ByteReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  /** The next unsigned byte. */
  u8(): number {
    return this.bytes(1)[0]!;
  }

  /** The next unsigned 16-bit number. */
  u16(): number {
    return this.bytes(2).readUInt16LE();
  }

  /** The next float32 number. */
  f32(): number {
    return this.bytes(4).readFloatLE();
  }

  /** The next bytes. */
  bytes(length: number): Buffer {
    if (this.#at + length > this.#buffer.length) throw new RangeError('the data ends too early');
    this.#at += length;
    return this.#buffer.subarray(this.#at - length, this.#at);
  }

  /** Whether everything has been read. */
  get atEnd(): boolean {
    return this.#at === this.#buffer.length;
  }
}
