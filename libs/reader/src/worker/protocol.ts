import type { SessionSettings } from '@unseen/encoder/worker-runtime';
import type { ReaderManifest } from '../pack/manifest.ts';
import type { Raster } from '../raster.ts';

/** A word that stands in a picture. */
export interface ReadWord {
  readonly text: string;
  /** The upright rectangle around it: left, top, width, height, as shares of the upright picture. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
  /** 0 to 1. */
  readonly confidence: number;
}

/** What a reader's worker is started with. */
export interface ReaderSetup {
  readonly manifest: Pick<ReaderManifest, 'detector' | 'recognizer'>;
  /** Absolute path of each file of the pack. */
  readonly paths: Readonly<Record<string, string>>;
  readonly session: SessionSettings;
}

/** A picture to read, or to look at for whether there is anything to read. */
export interface ReadingJob {
  readonly task: 'look' | 'read';
  readonly picture: Raster;
}

/** What came of it. */
export interface ReadingResult {
  /** Whether there is anything to read. */
  readonly seen: boolean;
  /** None after a look. */
  readonly words: readonly ReadWord[];
}
