import { Graph, WorkerFailure, type SessionSettings, type Values } from '@unseen/encoder/worker-runtime';
import { readFile } from 'node:fs/promises';
import type { TextBox } from '../detect/text-box.ts';
import { tensorOf } from '../model-input.ts';
import type { ReaderManifest } from '../pack/manifest.ts';
import type { Raster } from '../raster.ts';
import { cropLine } from './crop-line.ts';
import { decodeCtc, type ReadCharacter } from './ctc.ts';
import { boxOfPiece, joinPieces, piecesOf } from './pieces.ts';

/** Longest part of a line that is read in one run, in heights of it: memory grows with it. */
const LONGEST = 16;
/** What two parts of a line share, in heights of it: a word or two. */
const OVERLAP = 3;
/** Shortest line a model takes, in heights of it. */
const SHORTEST = 0.5;
/** Widths are multiples of what one step of the model sees. */
const STEP = 8;

/** Reads lines of text. */
export class Recognizer {
  readonly #spec: ReaderManifest['recognizer'];
  readonly #graph: Graph;
  readonly #alphabet: readonly string[];
  /** Pixels of a line that one step stands for; known after the first line. */
  #step: number | undefined;
  /** Takes what the model says: there is a probability for each of thousands of characters at each step. */
  #output = new Float32Array(0);

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
    const pieces = piecesOf(box.width / box.height, LONGEST, OVERLAP);
    if (pieces.length === 1) return this.#readPiece(raster, box);
    const read: Parameters<typeof joinPieces>[0][number][] = [];
    for (const piece of pieces)
      read.push({ ...piece, characters: await this.#readPiece(raster, boxOfPiece(box, piece)) });
    return joinPieces(read);
  }

  async #readPiece(raster: Raster, box: TextBox): Promise<ReadCharacter[]> {
    const { height, mean, std } = this.#spec;
    const ratio = Math.max(SHORTEST, box.width / box.height);
    const width = Math.ceil((ratio * height) / STEP) * STEP;
    const line = cropLine(raster, box, width, height);
    const { data, shape } = await this.#graph.run(
      tensorOf(line, width, height, mean, std),
      this.#room(width),
    );
    const [, steps = 0, classes = 0] = shape;
    if (classes !== this.#alphabet.length) {
      throw new WorkerFailure(
        'pack_invalid',
        `the recognizer knows ${classes} characters, its alphabet lists ${this.#alphabet.length}`,
      );
    }
    if (width % steps === 0) this.#step = width / steps;
    return decodeCtc(data, 0, steps, this.#alphabet);
  }

  /** Where the output for a line of some width goes. */
  #room(width: number): Values | undefined {
    const steps = this.#step && width / this.#step;
    if (steps === undefined || !Number.isInteger(steps)) return undefined;
    const size = steps * this.#alphabet.length;
    if (this.#output.length < size) this.#output = new Float32Array(size);
    return { data: this.#output.subarray(0, size), shape: [1, steps, this.#alphabet.length] };
  }
}
