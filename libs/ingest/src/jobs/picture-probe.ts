import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { AppError, isAppError, type Entry, type EntryFailure } from '@unseen/domain';
import type { DecodeLimits } from '@unseen/imaging';
import { nameOf } from '../items/ingest-chunk.ts';
import { toFailure } from '../readers/reader.ts';
import type { ProbeRequest } from './probe-worker.ts';

/** Seconds a picture may take beyond the decoder's own limit before the child is given up. */
const GRACE_SECONDS = 10;

/**
 * Finds the picture that takes a process down with it (a fault in a native decoder, all the memory there is): decodes
 * pictures one by one in a child process, and blames the one under which the child dies.
 */
export class PictureProbe {
  readonly #read: (tenant: string, entry: Entry) => Promise<Uint8Array | undefined>;
  readonly #limits: DecodeLimits;
  readonly #start: () => ChildProcess;

  /**
   * @param read - the picture of a tenant's entry; undefined without one
   * @param start - starts a child that answers every {@link ProbeRequest} it survives
   */
  constructor(
    read: (tenant: string, entry: Entry) => Promise<Uint8Array | undefined>,
    limits: DecodeLimits,
    start: () => ChildProcess = startChild,
  ) {
    this.#read = read;
    this.#limits = limits;
    this.#start = start;
  }

  /**
   * Tries every picture.
   *
   * @returns the failures of the entries that killed the child, by ordinal; other faults are left for later
   */
  async tryEach(
    tenant: string,
    entries: readonly Entry[],
    signal: AbortSignal,
  ): Promise<Map<number, EntryFailure>> {
    const poisoned = new Map<number, EntryFailure>();
    let child: ChildProcess | undefined;
    try {
      for (const entry of entries) {
        if (signal.aborted) throw new AppError('shutting_down', 'The service is stopping.');
        const bytes = await this.#bytesOf(tenant, entry);
        if (bytes === undefined) continue;
        child ??= this.#start();
        const death = await this.#tryOne(child, bytes);
        if (death === undefined) continue;
        child = undefined;
        const reason = `The picture took the worker down (${death}).`;
        poisoned.set(entry.ordinal, toFailure(entry.ordinal, nameOf(entry), 'entry_poisoned', reason));
      }
    } finally {
      child?.kill();
    }
    return poisoned;
  }

  async #bytesOf(tenant: string, entry: Entry): Promise<Uint8Array | undefined> {
    try {
      return await this.#read(tenant, entry);
    } catch (error) {
      // A picture that cannot be read hurts nobody; taking in the entry will say what is wrong with it.
      if (isAppError(error)) return undefined;
      throw error;
    }
  }

  /** @returns how the child died, undefined when it lives */
  async #tryOne(child: ChildProcess, bytes: Uint8Array): Promise<string | undefined> {
    const seconds = this.#limits.timeoutSeconds + GRACE_SECONDS;
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    const over = new AbortController();
    const exited = once(child, 'exit', over).then(([code, signal]: unknown[]) => String(signal ?? code));
    const replied = once(child, 'message', over).then((): undefined => undefined);
    const request: ProbeRequest = { bytes, limits: this.#limits };
    // A failed send means the child is gone: its exit says so.
    child.send(request, () => undefined);
    try {
      return await Promise.race([exited, replied]);
    } finally {
      clearTimeout(timer);
      over.abort();
      await Promise.allSettled([exited, replied]);
    }
  }
}

function startChild(): ChildProcess {
  const source = import.meta.url.endsWith('.ts');
  return fork(new URL(source ? './probe-worker.ts' : './probe-worker.js', import.meta.url), {
    // Bytes travel as bytes, not as JSON.
    serialization: 'advanced',
    execArgv: source ? ['--conditions=unseen-source'] : [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
