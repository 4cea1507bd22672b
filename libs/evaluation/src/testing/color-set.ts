import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { TINY_COLORS, writeTinyPack } from '@unseen/encoder/testing';
import { ImportRoot } from '@unseen/ingest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { EvaluationParts } from '../evaluate.ts';

const SIZE = 32;

/** A folder with colored pictures and annotations, and the tiny model pack, which knows colors, to evaluate on them. */
export class ColorSet {
  readonly dir: string;
  readonly encoder: Encoder;
  readonly root: ImportRoot;

  private constructor(dir: string, encoder: Encoder, root: ImportRoot) {
    this.dir = dir;
    this.encoder = encoder;
    this.root = root;
  }

  static async open(): Promise<ColorSet> {
    const dir = await mkdtemp(join(tmpdir(), 'unseen-evaluation-'));
    await writeTinyPack(join(dir, 'pack'));
    const encoder = await openEncoder({ pack: await loadPack(join(dir, 'pack')), workers: 1 });
    await mkdir(join(dir, 'root/pictures'), { recursive: true });
    return new ColorSet(dir, encoder, await ImportRoot.open(join(dir, 'root')));
  }

  get parts(): EvaluationParts {
    return {
      encoder: this.encoder,
      root: this.root,
      decodeLimits: { maxPixels: 1_000_000, timeoutSeconds: 10 },
    };
  }

  /** Writes a file below the root. */
  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.dir, 'root', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  /** Writes `pictures/NAME`: the upper half in one color, the lower in another. */
  paint(name: string, upper: string, lower = upper): Promise<void> {
    return this.write(`pictures/${name}`, twoColors(TINY_COLORS[upper]!, TINY_COLORS[lower]!));
  }

  async close(): Promise<void> {
    await this.encoder.close();
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** A PNG of two halves. */
function twoColors(upper: readonly number[], lower: readonly number[]): Uint8Array {
  const rows = Buffer.alloc(SIZE * (1 + 3 * SIZE));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      rows.set(
        (y < SIZE / 2 ? upper : lower).map((value) => value * 255),
        y * (1 + 3 * SIZE) + 1 + 3 * x,
      );
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
