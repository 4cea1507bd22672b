import { connect } from '@lancedb/lancedb';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The script of `benchmarks/peer`, in a process of its own. */
export class PeerProcess {
  readonly #child: ChildProcess;
  readonly #lines: NodeJS.AsyncIterator<string>;
  readonly #reader: Interface;
  readonly #folder: string;
  readonly pictures: number;
  readonly seconds: number;

  private constructor(
    child: ChildProcess,
    reader: Interface,
    lines: NodeJS.AsyncIterator<string>,
    folder: string,
    loaded: string,
  ) {
    this.#child = child;
    this.#reader = reader;
    this.#lines = lines;
    this.#folder = folder;
    const { pictures, seconds } = JSON.parse(loaded) as { pictures: number; seconds: number };
    this.pictures = pictures;
    this.seconds = seconds;
  }

  /** Starts it; resolves when it has loaded the pictures. */
  static async load(pictures: string): Promise<PeerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'unseen-peer-'));
    const script = fileURLToPath(new URL('../peer/peer.ts', import.meta.url));
    const child = spawn(process.execPath, [script, pictures, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const reader = createInterface({ input: child.stdout });
    const lines = reader[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (done) throw new Error('The peer ended without having loaded anything.');
    return new PeerProcess(child, reader, lines, folder, value);
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Milliseconds of one search. */
  async search(text: string): Promise<number> {
    const started = performance.now();
    this.#child.stdin!.write(`${text.replaceAll('\n', ' ')}\n`);
    await this.#lines.next();
    return performance.now() - started;
  }

  /** The vectors it has made of the pictures: those of the platform, which would have to be exported, are the same but for rounding. */
  async vectors(): Promise<Float32Array[]> {
    const table = await (await connect(this.#folder)).openTable('pictures');
    const vectors: Float32Array[] = [];
    for await (const batch of table.query().select(['vector'])) {
      for (const { vector } of batch) vectors.push(Float32Array.from(vector as Iterable<number>));
    }
    table.close();
    return vectors;
  }

  async close(): Promise<void> {
    this.#child.stdin!.end();
    this.#reader.close();
    this.#child.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
