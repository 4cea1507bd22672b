/** A public text detector and recognizer that a reader can be made of. */
export interface KnownReader {
  /** What `unseen model get` calls it, and the name of its pack. */
  readonly name: string;
  readonly title: string;
  /** Where both lie on the Hugging Face hub, as `owner/name`, and their paths in it. */
  readonly repository: string;
  readonly detector: string;
  readonly recognizer: string;
  readonly license: { readonly name: string; readonly address: string };
  readonly languages: string;
  /** Bytes of both, as the hub lists them. */
  readonly bytes: number;
}

const PADDLE = {
  repository: 'SWHL/RapidOCR',
  license: { name: 'Apache-2.0', address: 'https://github.com/PaddlePaddle/PaddleOCR/blob/main/LICENSE' },
};

/** The readers `unseen model get` offers, small ones first: models of PaddleOCR as RapidOCR exported them. */
export const KNOWN_READERS: readonly KnownReader[] = [
  {
    name: 'ppocr-v3-english',
    title: 'PP-OCRv3, English',
    ...PADDLE,
    detector: 'PP-OCRv4/en_PP-OCRv3_det_infer.onnx',
    recognizer: 'PP-OCRv3/en_PP-OCRv3_rec_infer.onnx',
    languages: 'English',
    bytes: 11.4e6,
  },
  {
    name: 'ppocr-v4',
    title: 'PP-OCRv4 mobile',
    ...PADDLE,
    detector: 'PP-OCRv4/ch_PP-OCRv4_det_infer.onnx',
    recognizer: 'PP-OCRv4/ch_PP-OCRv4_rec_infer.onnx',
    languages: 'Chinese, English',
    bytes: 15.6e6,
  },
];

/** The known reader of a name. */
export function knownReader(name: string): KnownReader | undefined {
  return KNOWN_READERS.find((reader) => reader.name === name);
}
