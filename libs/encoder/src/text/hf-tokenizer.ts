import * as library from '@huggingface/tokenizers';

/** The part of a Hugging Face tokenizer used here. */
export interface HfTokenizer {
  encode(text: string, options: { add_special_tokens: boolean }): { ids: number[]; tokens: string[] };
  decode(ids: number[], options: { clean_up_tokenization_spaces: boolean }): string;
}

// The package's own declarations import each other without file extensions, which NodeNext does not resolve: stated here.
const { Tokenizer } = library as unknown as {
  Tokenizer: new (json: object, config: object) => HfTokenizer;
};

/**
 * Makes a tokenizer out of a parsed `tokenizer.json`.
 * @throws Error when a part of it is of a kind the library does not know
 */
export function createTokenizer(json: object): HfTokenizer {
  return new Tokenizer(json, {});
}
