import { AppError } from '@unseen/domain';
import { WorkerFailure } from '@unseen/encoder/worker-runtime';
import { Detector } from '../detect/detector.ts';
import { Recognizer } from '../recognize/recognizer.ts';
import type { ReaderPack } from './load-reader-pack.ts';

const WIDTH = 96;
const HEIGHT = 48;
const SETTINGS = { provider: 'cpu', deviceId: 0, threads: 1 } as const;

/** Runs both models of a pack on a white picture, in this thread. @throws AppError `pack_invalid` */
export async function tryReader({ manifest, paths }: ReaderPack): Promise<void> {
  const picture = { width: WIDTH, height: HEIGHT, rgb: new Uint8Array(3 * WIDTH * HEIGHT).fill(255) };
  const whole = { x: WIDTH / 2, y: HEIGHT / 2, width: WIDTH, height: HEIGHT, angle: 0 };
  try {
    const detector = await Detector.open(manifest.detector, paths[manifest.detector.file]!, SETTINGS);
    await detector.sees(picture, WIDTH);
    const recognizer = await Recognizer.open(manifest.recognizer, (file) => paths[file]!, SETTINGS);
    await recognizer.read(picture, whole);
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error;
    throw new AppError('pack_invalid', `These are no models a reader can be made of: ${error.message}`, {
      cause: error,
    });
  }
}
