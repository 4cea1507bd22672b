/** A set of slots. */
export class Bits {
  #bytes = new Uint8Array(0);
  #count = 0;

  /** How many slots are in it. */
  get count(): number {
    return this.#count;
  }

  has(slot: number): boolean {
    return ((this.#bytes[slot >> 3] ?? 0) & (1 << (slot & 7))) !== 0;
  }

  add(slot: number): void {
    if (this.has(slot)) return;
    if (slot >> 3 >= this.#bytes.length) {
      const bytes = new Uint8Array(Math.ceil(Math.max(64, ((slot >> 3) + 1) * 1.25)));
      bytes.set(this.#bytes);
      this.#bytes = bytes;
    }
    this.#bytes[slot >> 3]! |= 1 << (slot & 7);
    this.#count++;
  }

  delete(slot: number): void {
    if (!this.has(slot)) return;
    this.#bytes[slot >> 3]! &= ~(1 << (slot & 7));
    this.#count--;
  }

  /** Slots there may be in it: one more than the largest, or somewhat more. */
  get capacity(): number {
    return this.#bytes.length * 8;
  }

  /** The slots in it, in order. */
  *[Symbol.iterator](): Generator<number> {
    for (const [at, byte] of this.#bytes.entries()) {
      if (byte === 0) continue;
      for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) yield at * 8 + bit;
    }
  }

  /** The slots in it, in order: at once what iterating gives one by one. */
  list(): Int32Array {
    const slots = new Int32Array(this.#count);
    let found = 0;
    for (let at = 0; at < this.#bytes.length; at++) {
      for (let byte = this.#bytes[at]!; byte !== 0; byte &= byte - 1)
        slots[found++] = at * 8 + 31 - Math.clz32(byte & -byte);
    }
    return slots;
  }

  /** Bytes it takes. */
  get byteLength(): number {
    return this.#bytes.length;
  }
}
