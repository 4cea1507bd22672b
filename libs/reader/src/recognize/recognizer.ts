import { Graph, WorkerFailure, type SessionSettings } from '@unseen/encoder/worker-runtime';
import { readFile } from 'node:fs/promises';
import type { TextBox } from '../detect/text-box.ts';
import { tensorOf } from '../model-input.ts';
import type { ReaderManifest } from '../pack/manifest.ts';
import type { Raster } from '../raster.ts';
import { cropLine } from './crop-line.ts';
import { decodeCtc, type ReadCharacter } from './ctc.ts';

/** Longest line, in heights of it: a longer one is squeezed. */
const LONGEST = 40;
/** Shortest line a model takes, in heights of it. */
const SHORTEST = 0.5;
/** Widths are multiples of what one step of the model sees. */
const STEP = 8;

/** Reads lines of text. */
export class Recognizer {
  readonly #spec: ReaderManifest['recognizer'];
  readonly #graph: Graph;
  readonly #alphabet: readonly string[];

  private constructor(spec: ReaderManifest['recognizer'], graph: Graph, alphabet: readonly string[]) {
    this.#spec = spec;
    this.#graph = graph;
    this.#alphabet = alphabet;
  }

  /** @param pathOf - where a file of the pack lies @throws WorkerFailure `pack_invalid` */
  static async open(
    spec: ReaderManifest['recognizer'],
    pathOf: (file: string) => string,
    settings: SessionSettings,
  ): Promise<Recognizer> {
    const graph = await Graph.open(pathOf(spec.file), settings);
    const listed = (await readFile(pathOf(spec.alphabet), 'utf8')).replace(/\n$/, '').split(/\r?\n/);
    return new Recognizer(spec, graph, ['', ...listed, ' ']);
  }

  /**
   * Reads what stands in a rectangle.
   * @throws WorkerFailure `encoder_failed`, `pack_invalid` when the model knows another number of characters than its alphabet lists
   */
  async read(raster: Raster, box: TextBox): Promise<ReadCharacter[]> {
    const { height, mean, std } = this.#spec;
    const ratio = Math.max(SHORTEST, Math.min(LONGEST, box.width / box.height));
    const width = Math.ceil((ratio * height) / STEP) * STEP;
    const line = cropLine(raster, box, width, height);
    const { data, shape } = await this.#graph.run(tensorOf(line, width, height, mean, std));
    const [, steps = 0, classes = 0] = shape;
    if (classes !== this.#alphabet.length) {
      throw new WorkerFailure(
        'pack_invalid',
        `the recognizer knows ${classes} characters, its alphabet lists ${this.#alphabet.length}`,
      );
    }
    return decodeCtc(data, 0, steps, this.#alphabet);
  }
}
