const EMPTY = -1;
/** A table is at most this full. */
const FULLEST = 0.7;

/**
 * Point ids and the slots they are in, some thirty bytes each where a `Map` of texts takes two hundred: ids as four numbers by slot, and an
 * open hash table of slots (Knuth, The Art of Computer Programming 3, 6.4, algorithms L and R). Ids are hashes, so their first digits spread evenly.
 */
export class IdTable {
  #ids: Uint32Array<ArrayBuffer> = new Uint32Array(0);
  #table = new Int32Array(16).fill(EMPTY);
  #count = 0;
  readonly #words = [0, 0, 0, 0];

  /** Ids in it. */
  get count(): number {
    return this.#count;
  }

  /** The slot of an id. @returns undefined also for what is no UUID in lower case */
  find(id: string): number | undefined {
    const words = parse(id);
    if (!words) return undefined;
    const slot = this.#table[this.#place(words)]!;
    return slot === EMPTY ? undefined : slot;
  }

  /** The slot of an id given as 36 bytes of text. */
  findText(bytes: Uint8Array, at: number): number | undefined {
    for (let word = 0, from = at; word < 4; word++) {
      let value = 0;
      for (let digits = 0; digits < 8; from++) {
        const digit = DIGITS[bytes[from]!]!;
        if (digit < 0) continue;
        value = value * 16 + digit;
        digits++;
      }
      this.#words[word] = value;
    }
    const slot = this.#table[this.#place(this.#words)]!;
    return slot === EMPTY ? undefined : slot;
  }

  /** Notes that an id, new here, is in a slot. @throws Error when it is no UUID in lower case */
  set(id: string, slot: number): void {
    const words = parse(id);
    if (!words) throw new Error(`${JSON.stringify(id)} is no UUID.`);
    if ((slot + 1) * 4 > this.#ids.length) {
      const ids = new Uint32Array(Math.ceil(Math.max(16, slot + 1) * 1.25) * 4);
      ids.set(this.#ids);
      this.#ids = ids;
    }
    this.#ids.set(words, slot * 4);
    if (this.#count + 1 > this.#table.length * FULLEST) this.#grow();
    this.#table[this.#place(words)] = slot;
    this.#count++;
  }

  /** Forgets an id. @returns the slot it was in */
  delete(id: string): number | undefined {
    const words = parse(id);
    if (!words) return undefined;
    let gap = this.#place(words);
    const slot = this.#table[gap]!;
    if (slot === EMPTY) return undefined;
    const mask = this.#table.length - 1;
    // What stood behind it because its own place was taken moves up.
    for (let at = (gap + 1) & mask; this.#table[at] !== EMPTY; at = (at + 1) & mask) {
      const home = this.#ids[this.#table[at]! * 4]! & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      this.#table[gap] = this.#table[at]!;
      gap = at;
    }
    this.#table[gap] = EMPTY;
    this.#count--;
    return slot;
  }

  /** The id in a slot. */
  id(slot: number): string {
    let hex = '';
    for (let word = 0; word < 4; word++) hex += this.#ids[slot * 4 + word]!.toString(16).padStart(8, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** The ids by slot, four numbers each, up to a slot. */
  dump(slots: number): Uint32Array<ArrayBuffer> {
    return this.#ids.slice(0, slots * 4);
  }

  /** Takes over what {@link dump} gave. @param used - the slots that hold an id */
  restore(ids: Uint32Array<ArrayBuffer>, used: Iterable<number>): void {
    this.#ids = ids;
    for (const slot of used) {
      if (this.#count + 1 > this.#table.length * FULLEST) this.#grow();
      this.#table[this.#place(ids.subarray(slot * 4, slot * 4 + 4))] = slot;
      this.#count++;
    }
  }

  /** Where the id is in the table, or would be. */
  #place(words: ArrayLike<number>): number {
    const mask = this.#table.length - 1;
    for (let at = words[0]! & mask; ; at = (at + 1) & mask) {
      const slot = this.#table[at]!;
      if (slot === EMPTY) return at;
      const own = slot * 4;
      if (
        this.#ids[own] === words[0] &&
        this.#ids[own + 1] === words[1] &&
        this.#ids[own + 2] === words[2] &&
        this.#ids[own + 3] === words[3]
      ) {
        return at;
      }
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2).fill(EMPTY);
    for (const slot of old) {
      if (slot !== EMPTY) this.#table[this.#place(this.#ids.subarray(slot * 4, slot * 4 + 4))] = slot;
    }
  }
}

/** Value of a byte as hexadecimal digit; below zero for others. */
const DIGITS = Int8Array.from({ length: 256 }, (_, byte) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(byte)),
);

/** The four numbers of a UUID in lower case. */
function parse(id: string): [number, number, number, number] | undefined {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  const hex = id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24);
  const word = (at: number) => parseInt(hex.slice(at, at + 8), 16);
  return [word(0), word(8), word(16), word(24)];
}
