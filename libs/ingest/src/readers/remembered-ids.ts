/** Ids that are remembered at most: a quarter of a hundred megabytes. */
const MAX_IDS = 2_000_000;

/**
 * Remembers ids and a number for each, by a fingerprint of 64 bits and outside of the JavaScript heap: the ids of a data set of millions would fill it.
 * Two ids of two million share a fingerprint once in ten million data sets.
 */
export class RememberedIds {
  /** High and low half of a fingerprint, and the number; an open hash table with linear probing. */
  #slots = new Uint32Array(3 * 4_096);
  #count = 0;

  /**
   * @param number - kept when the id is new; from 0
   * @returns the number kept for the id before; undefined when it is new
   */
  add(id: string, number: number): number | undefined {
    const [high, low] = fingerprint(id);
    const slot = this.#find(high, low);
    const kept = this.#slots[slot + 2]!;
    if (kept !== 0) return kept - 1;
    if (this.#count === MAX_IDS) return undefined;
    this.#slots.set([high, low, number + 1], slot);
    this.#count += 1;
    if (this.#count * 6 > this.#slots.length) this.#grow();
    return undefined;
  }

  /** The slot of a fingerprint, or the free one where it belongs. */
  #find(high: number, low: number): number {
    const size = this.#slots.length / 3;
    for (let at = low % size; ; at = (at + 1) % size) {
      const slot = at * 3;
      const free = this.#slots[slot + 2] === 0;
      if (free || (this.#slots[slot] === high && this.#slots[slot + 1] === low)) return slot;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let slot = 0; slot < before.length; slot += 3) {
      if (before[slot + 2] === 0) continue;
      this.#slots.set(before.subarray(slot, slot + 3), this.#find(before[slot]!, before[slot + 1]!));
    }
  }
}

/** FNV-1a (32 bits) of the UTF-16 units, from two starts. */
function fingerprint(id: string): [high: number, low: number] {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit ^ (low >>> 15), 0x85ebca6b);
  }
  return [high >>> 0, low >>> 0];
}
