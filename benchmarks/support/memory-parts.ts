import { readFile } from 'node:fs/promises';

const KIB_IN_MIB = 1024;
const MIB = 2 ** 20;
/** Reserved behind the memory of a WebAssembly program, so that it can grow where it is. */
const RESERVED = 1024 * MIB;

/** What a process holds resident, in MiB, by part. */
export interface MemoryParts {
  readonly resident: number;
  /** Pages of files: its code and that of libraries. */
  readonly files: number;
  /** The heap of JavaScript of the main thread, and what its objects hold outside of it. */
  readonly heap: number;
  readonly external: number;
  /** Memories of WebAssembly: the ledger, the codes of vectors. */
  readonly wasm: number;
  /** All else: what native libraries allocate (vectors, models, pictures), and the heaps of other threads. */
  readonly native: number;
}

/**
 * Tells what a running platform holds, Linux only.
 * @param url - of the platform; its `/metrics` tells of JavaScript
 */
export async function memoryParts(pid: number, url: string): Promise<MemoryParts> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / KIB_IN_MIB;
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const gauge = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1]) / MIB;
  const [resident, files] = [of('VmRSS'), of('RssFile')];
  const [heap, external] = [gauge('nodejs_heap_size_total_bytes'), gauge('nodejs_external_memory_bytes')];
  const wasm = wasmMib(await readFile(`/proc/${pid}/smaps`, 'utf8'));
  return { resident, files, heap, external, wasm, native: resident - files - heap - external - wasm };
}

/** Resident MiB of the mappings that have much address space reserved right behind them. */
function wasmMib(smaps: string): number {
  let sum = 0;
  let before: { readonly end: string; readonly resident: number } | undefined;
  const mappings = smaps.split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/);
  for (const mapping of mappings) {
    const [, start = '', end = '', rights = ''] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(mapping) ?? [];
    const reserved = Number.parseInt(end, 16) - Number.parseInt(start, 16);
    if (rights.startsWith('---') && reserved > RESERVED && before?.end === start) sum += before.resident;
    before = rights.startsWith('rw')
      ? { end, resident: Number(/^Rss:\s+(\d+)/m.exec(mapping)?.[1]) }
      : undefined;
  }
  return sum / KIB_IN_MIB;
}
