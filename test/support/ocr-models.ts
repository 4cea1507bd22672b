import { loadReaderPack } from '@unseen/reader';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Where PP-OCRv4 lies in its repository. */
export const OCR = {
  detector: 'PP-OCRv4/ch_PP-OCRv4_det_infer.onnx',
  recognizer: 'PP-OCRv4/ch_PP-OCRv4_rec_infer.onnx',
} as const;

/** Writes the models of the reader that ships as a repository has them, and a list of letters that is none of theirs. */
export async function writeOcrModels(folder: string): Promise<void> {
  const { paths } = await loadReaderPack(resolve('models/reader'));
  await mkdir(dirname(join(folder, OCR.detector)), { recursive: true });
  await cp(paths['detector.onnx']!, join(folder, OCR.detector));
  await cp(paths['recognizer.onnx']!, join(folder, OCR.recognizer));
  await writeFile(join(folder, 'letters.txt'), 'a\nb\nc\n');
}
