import { Graph, type SessionSettings } from '@unseen/encoder/worker-runtime';
import { tensorOf } from '../model-input.ts';
import type { ReaderManifest } from '../pack/manifest.ts';
import { cut, shrink, type Raster } from '../raster.ts';
import { grow, leastRectangle, scaleBox, type TextBox } from './text-box.ts';
import { findRegions } from './text-regions.ts';
import { division, roundUp, spans } from './tiles.ts';

/** Pixels a model looks at in one run, at most: memory grows with them. One of 4 by 3 is read in one. */
const MOST_PIXELS = 480 * 576;
/** Pixels of the map below which a core is a speck. */
const LEAST_PIXELS = 12;
/** The same at a look. */
const FEWEST_PIXELS = 4;
/** Share of a pack's score that is enough at a look. */
const LENIENCE = 2 / 3;
/** Pixels of the map below which the core of a line is too thin to be read. */
const LEAST_THICKNESS = 2;

/** Finds where lines of text stand in a picture. */
export class Detector {
  readonly #spec: ReaderManifest['detector'];
  readonly #graph: Graph;

  private constructor(spec: ReaderManifest['detector'], graph: Graph) {
    this.#spec = spec;
    this.#graph = graph;
  }

  /** @throws WorkerFailure `pack_invalid` */
  static async open(
    spec: ReaderManifest['detector'],
    path: string,
    settings: SessionSettings,
  ): Promise<Detector> {
    return new Detector(spec, await Graph.open(path, settings));
  }

  /**
   * Lines of text, the largest first.
   * @param edge - pixels of the longer edge at which the picture is looked at; a smaller picture is not enlarged
   * @returns rectangles in pixels of the raster
   * @throws WorkerFailure `encoder_failed`
   */
  async find(raster: Raster, edge: number): Promise<TextBox[]> {
    const { threshold, score, grow: ratio } = this.#spec;
    const small = shrink(raster, edge / Math.max(raster.width, raster.height));
    const map = await this.#look(small);
    return findRegions(map, small.width, small.height, threshold)
      .filter((region) => region.pixels >= LEAST_PIXELS && region.score >= score)
      .map(({ outline }) => leastRectangle(outline))
      .filter((core) => Math.min(core.width, core.height) >= LEAST_THICKNESS)
      .map((core) => scaleBox(grow(core, ratio), raster.width / small.width))
      .sort((a, b) => b.width * b.height - a.width * a.height);
  }

  /**
   * Whether there may be any text, with less asked of it than of a line that is to be read: letters are small at a look.
   * @param edge - as of {@link find}
   * @throws WorkerFailure `encoder_failed`
   */
  async sees(raster: Raster, edge: number): Promise<boolean> {
    const small = shrink(raster, edge / Math.max(raster.width, raster.height));
    const { threshold, score } = this.#spec;
    const regions = findRegions(await this.#look(small), small.width, small.height, threshold);
    return regions.some((region) => region.pixels >= FEWEST_PIXELS && region.score >= score * LENIENCE);
  }

  /** How likely each pixel belongs to the core of a line. A large picture is looked at tile by tile. */
  async #look(raster: Raster): Promise<Float32Array> {
    const { mean, std } = this.#spec;
    const { width, height } = raster;
    const { columns, rows } = division(width, height, MOST_PIXELS);
    const map = new Float32Array(width * height);
    for (const down of spans(height, rows)) {
      for (const across of spans(width, columns)) {
        const [w, h] = [across.to - across.from, down.to - down.from];
        const tile = columns * rows === 1 ? raster : cut(raster, across.from, down.from, w, h);
        const { data } = await this.#graph.run(tensorOf(tile, roundUp(w), roundUp(h), mean, std));
        const [left, right] = [across.countsFrom - across.from, across.countsTo - across.from];
        for (let y = down.countsFrom; y < down.countsTo; y++) {
          const row = (y - down.from) * roundUp(w);
          map.set(data.subarray(row + left, row + right), y * width + across.countsFrom);
        }
      }
    }
    return map;
  }
}
