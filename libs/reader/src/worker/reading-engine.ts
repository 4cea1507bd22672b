import { verifyProvider } from '@unseen/encoder/worker-runtime';
import { Detector } from '../detect/detector.ts';
import { readPicture, seesText, type ReadingParts } from '../read-picture.ts';
import { Recognizer } from '../recognize/recognizer.ts';
import type { ReaderSetup, ReadingJob, ReadingResult } from './protocol.ts';

/** What a reader's worker thread runs: both models of a pack, each opened once. */
export class ReadingEngine {
  readonly #parts: ReadingParts;

  private constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  /** @throws WorkerFailure `execution_provider_unavailable`, `pack_invalid` */
  static async open({ manifest, paths, session }: ReaderSetup): Promise<ReadingEngine> {
    await verifyProvider(session);
    const { detector, recognizer } = manifest;
    return new ReadingEngine({
      detector: await Detector.open(detector, paths[detector.file]!, session),
      recognizer: await Recognizer.open(recognizer, (file) => paths[file]!, session),
      score: recognizer.score,
    });
  }

  /** @throws WorkerFailure `encoder_failed` */
  async run({ task, picture }: ReadingJob): Promise<ReadingResult> {
    if (task === 'look') return { seen: await seesText(this.#parts, picture), words: [] };
    const words = await readPicture(this.#parts, picture);
    return { seen: words.length > 0, words };
  }
}
