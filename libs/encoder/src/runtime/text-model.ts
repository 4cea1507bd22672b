import type { EncodingSpaces, TextEncoding } from '@unseen/domain';
import { Tensor } from 'onnxruntime-node';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackManifest } from '../pack/manifest.ts';
import { TextTokenizer, type TokenizedText } from '../text/text-tokenizer.ts';
import type { TokenizerJson } from '../text/word-starts.ts';
import { WorkerFailure } from './failure.ts';
import { row, rowsOf } from './rows.ts';
import type { SessionSettings } from './session.ts';
import { StageRunner, type Bag } from './stages.ts';
import { LINE_COLUMNS, readLines, withoutForeign } from './text-lines.ts';
import { withoutUnweighted } from './token-rows.ts';

/** What a {@link TextModel} is made from. */
export interface TextModelSpec {
  readonly dir: string;
  readonly text: PackManifest['text'];
  readonly spaces: EncodingSpaces;
  /** Set for a pack whose texts bring their lines. */
  readonly match?: PackManifest['match'];
}

const INITIAL = ['input_ids', 'attention_mask', 'token_type_ids', 'word_mask'];
const WANTED = ['global', 'tokens', 'token_weights'];

/** The text side of a pack: strings in, global and token vectors out. */
export class TextModel {
  readonly #runner: StageRunner;
  readonly #tokenizer: TextTokenizer;
  readonly #spec: TextModelSpec;

  private constructor(spec: TextModelSpec, runner: StageRunner, tokenizer: TextTokenizer) {
    this.#spec = spec;
    this.#runner = runner;
    this.#tokenizer = tokenizer;
  }

  /** @throws WorkerFailure `pack_invalid` */
  static async open(spec: TextModelSpec, settings: SessionSettings): Promise<TextModel> {
    const { dir, text, match } = spec;
    const wanted = match ? [...WANTED, 'match'] : WANTED;
    const runner = await StageRunner.open(dir, text.stages, settings, INITIAL, wanted);
    return new TextModel(spec, runner, await openTokenizer(join(dir, text.tokenizer), text.maxTokens));
  }

  /** Token ids and words of one text, as {@link encode} takes them. */
  tokenize(text: string): TokenizedText {
    return this.#tokenizer.tokenize(text);
  }

  /**
   * Encodes one batch, padded to its longest text (or to `maxTokens` where the pack says so).
   * @throws WorkerFailure `pack_invalid` for outputs of another shape, `encoder_failed` for values that are not finite
   */
  async encode(texts: readonly TokenizedText[]): Promise<TextEncoding[]> {
    const { text, spaces } = this.#spec;
    const count = texts.length;
    const length = text.padding === 'max' ? text.maxTokens : Math.max(...texts.map(({ ids }) => ids.length));
    const bag = initialBag(texts, length, text.padId);
    await this.#runner.run(bag);
    const globals = rowsOf(bag, 'global', [count, spaces.global]);
    const tokens = rowsOf(bag, 'tokens', [count, length, spaces.region]);
    const weights = rowsOf(bag, 'token_weights', [count, length]);
    const lines = this.#spec.match && rowsOf(bag, 'match', [count, LINE_COLUMNS.length]);
    const { script } = this.#spec.match ?? {};
    return texts.map(({ words, truncated }, i) => ({
      global: row(globals, count, i),
      ...withoutUnweighted(row(tokens, count, i), row(weights, count, i), words),
      ...(lines && { lines: withoutForeign(readLines(row(lines, count, i)), words, script) }),
      ...(truncated && { truncated }),
    }));
  }
}

async function openTokenizer(path: string, maxTokens: number): Promise<TextTokenizer> {
  try {
    return new TextTokenizer(JSON.parse(await readFile(path, 'utf8')) as TokenizerJson, maxTokens);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WorkerFailure('pack_invalid', `the tokenizer cannot be used: ${reason}`, { cause });
  }
}

function initialBag(texts: readonly TokenizedText[], length: number, padId: number): Bag {
  const cells = texts.length * length;
  const ids = new BigInt64Array(cells).fill(BigInt(padId));
  const attention = new BigInt64Array(cells);
  const wordMask = new Float32Array(cells);
  texts.forEach((text, i) => {
    text.ids.forEach((id, at) => (ids[i * length + at] = BigInt(id)));
    attention.fill(1n, i * length, i * length + text.ids.length);
    wordMask.set(text.wordMask, i * length);
  });
  const shape = [texts.length, length];
  return new Map<string, Tensor>([
    ['input_ids', new Tensor('int64', ids, shape)],
    ['attention_mask', new Tensor('int64', attention, shape)],
    ['token_type_ids', new Tensor('int64', new BigInt64Array(cells), shape)],
    ['word_mask', new Tensor('float32', wordMask, shape)],
  ]);
}
