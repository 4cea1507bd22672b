/** Encodings of languages that are written in letters of their own, and of central Europe. What is none of them is taken to be of the West. */
const TOLD = new Set([
  'Shift_JIS',
  'EUC-JP',
  'GB18030',
  'Big5',
  'EUC-KR',
  'windows-1251',
  'KOI8-R',
  'ISO-8859-5',
  'windows-1253',
  'ISO-8859-7',
  'windows-1255',
  'ISO-8859-8',
  'windows-1256',
  'windows-1250',
  'ISO-8859-2',
]);
/** What the library is at least to be sure of, out of a hundred. */
const SURE = 30;

/** As much of a file as its encoding is told by. */
export const SAMPLE_BYTES = 64 * 1024;

/**
 * The encoding of bytes that are not UTF-8, by how often letters follow one another in languages.
 *
 * @returns a label of the Encoding Standard; undefined for the languages of western Europe, and where it cannot be told
 */
export async function tellEncoding(bytes: Uint8Array): Promise<string | undefined> {
  // Loaded with the first such file.
  const { default: chardet } = await import('chardet');
  const [best] = chardet.analyse(bytes.subarray(0, SAMPLE_BYTES));
  return best !== undefined && TOLD.has(best.name) && best.confidence >= SURE ? best.name : undefined;
}
