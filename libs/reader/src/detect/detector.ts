import { Graph, type SessionSettings } from '@unseen/encoder/worker-runtime';
import { tensorOf } from '../model-input.ts';
import type { ReaderManifest } from '../pack/manifest.ts';
import { shrink, type Raster } from '../raster.ts';
import { grow, leastRectangle, scaleBox, type TextBox } from './text-box.ts';
import { findRegions } from './text-regions.ts';

/** Detectors halve pictures five times, and add up what they see at each size. */
const MULTIPLE = 32;
/** Pixels of the map below which a core is a speck. */
const LEAST_PIXELS = 12;
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
    const { mean, std, threshold, score, grow: ratio } = this.#spec;
    const small = shrink(raster, edge / Math.max(raster.width, raster.height));
    const width = Math.ceil(small.width / MULTIPLE) * MULTIPLE;
    const height = Math.ceil(small.height / MULTIPLE) * MULTIPLE;
    const { data } = await this.#graph.run(tensorOf(small, width, height, mean, std));
    return findRegions(data, width, height, threshold)
      .filter((region) => region.pixels >= LEAST_PIXELS && region.score >= score)
      .map(({ outline }) => leastRectangle(outline))
      .filter((core) => Math.min(core.width, core.height) >= LEAST_THICKNESS)
      .map((core) => scaleBox(grow(core, ratio), raster.width / small.width))
      .sort((a, b) => b.width * b.height - a.width * a.height);
  }
}
