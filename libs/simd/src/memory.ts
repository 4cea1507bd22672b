import { setFlagsFromString } from 'node:v8';
import { KERNEL } from './kernel.ts';

/** What is used here of the language's WebAssembly; only the browser's types declare it. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const WASM_PAGE = 65_536;

interface Kernel {
  scan(code: number, count: number, bytes: number, weights: number, out: number): void;
  products(row: number, count: number, bytes: number, vector: number, out: number): void;
  regions(row: number, count: number, bytes: number, vector: number, out: number): void;
}

/**
 * The memory the kernel reads, shared by all that use it: a memory each would reserve gigabytes of addresses each. What is given back is kept for
 * the next who wants as much.
 */
class KernelMemory {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #free = new Map<number, number[]>();
  readonly kernel: Kernel;
  #end = 16;
  #bytes = new Uint8Array(this.#memory.buffer);
  #floats = new Float32Array(this.#memory.buffer);
  #integers = new Int32Array(this.#memory.buffer);

  constructor() {
    const module = compileOptimized(Buffer.from(KERNEL, 'base64'));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.kernel = exports as Kernel;
  }

  /** All bytes. Do not hold on to it: the next {@link allocate} may move them. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  get floats(): Float32Array {
    return this.#floats;
  }

  get integers(): Int32Array {
    return this.#integers;
  }

  /** @returns the address of so many zero bytes, a multiple of 16 */
  allocate(bytes: number): number {
    const size = Math.ceil(bytes / 16) * 16;
    const used = this.#free.get(size)?.pop();
    if (used !== undefined) {
      this.#bytes.fill(0, used, used + size);
      return used;
    }
    const address = this.#end;
    this.#end += size;
    const missing = this.#end - this.#bytes.length;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / WASM_PAGE));
      this.#bytes = new Uint8Array(this.#memory.buffer);
      this.#floats = new Float32Array(this.#memory.buffer);
      this.#integers = new Int32Array(this.#memory.buffer);
    }
    return address;
  }

  /** Gives back what was allocated. */
  release(address: number, bytes: number): void {
    const size = Math.ceil(bytes / 16) * 16;
    const free = this.#free.get(size);
    if (free) free.push(address);
    else this.#free.set(size, [address]);
  }
}

/**
 * Compiles a module by V8's optimizing compiler at once. Otherwise its functions would begin as quickly made code and be exchanged for better after some
 * thousand calls, which they never are where the process lets its other WebAssembly, the embedded database, be.
 */
function compileOptimized(bytes: Uint8Array): object {
  setFlagsFromString('--no-liftoff');
  setFlagsFromString('--no-wasm-lazy-compilation');
  try {
    return new WebAssembly.Module(bytes);
  } finally {
    setFlagsFromString('--liftoff');
    setFlagsFromString('--wasm-lazy-compilation');
  }
}

export const memory = new KernelMemory();
