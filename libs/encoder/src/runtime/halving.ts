const OUT_OF_MEMORY =
  /out of memory|OutOfMemory|failed to allocate|bfc_?arena|CUDA failure 2\b|CUBLAS_STATUS_ALLOC_FAILED|ERROR_OUT_OF_DEVICE_MEMORY/i;

/** Whether an error of onnxruntime says that the device has no memory left. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && OUT_OF_MEMORY.test(error.message);
}

/** Runs batches no larger than what the device has been found to hold. */
export class HalvingRunner {
  #limit: number;

  /** @param limit - largest batch to try */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The largest batch still tried: halved each time the device ran out of memory. */
  get limit(): number {
    return this.#limit;
  }

  /**
   * Runs all items, in order, in as few batches as the limit allows; a batch the device cannot hold is cut in half and
   * tried again, and later batches stay that small.
   * @throws what `run` throws when a batch of one fails, or when the reason is not memory
   */
  async run<T, R>(items: readonly T[], run: (batch: readonly T[]) => Promise<R[]>): Promise<R[]> {
    const results: R[] = [];
    while (results.length < items.length) {
      const batch = items.slice(results.length, results.length + this.#limit);
      try {
        results.push(...(await run(batch)));
      } catch (error) {
        if (batch.length === 1 || !isOutOfMemory(error)) throw error;
        this.#limit = Math.ceil(batch.length / 2);
      }
    }
    return results;
  }
}
