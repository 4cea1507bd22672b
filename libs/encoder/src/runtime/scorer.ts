import type { EncodingSpaces, ScoreRequest, ScoreResult } from '@unseen/contracts';
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { join } from 'node:path';
import { WorkerFailure } from './failure.ts';
import { openSession, type SessionSettings } from './session.ts';

/** What {@link Scorers} are made from. */
export interface ScorersSpec {
  readonly dir: string;
  readonly scorers: Readonly<Record<'imfa' | 'self', { readonly file: string }>>;
  readonly spaces: EncodingSpaces;
}

/** The scorer graphs of a pack, each opened once: all by {@link Scorers.open}, or when first used. */
export class Scorers {
  readonly #spec: ScorersSpec;
  readonly #settings: SessionSettings;
  readonly #sessions = new Map<string, Promise<InferenceSession>>();

  constructor(spec: ScorersSpec, settings: SessionSettings) {
    this.#spec = spec;
    this.#settings = settings;
  }

  /** @throws WorkerFailure `pack_invalid` */
  async open(): Promise<void> {
    await Promise.all([this.#session('imfa'), this.#session('self')]);
  }

  /**
   * Runs one scorer.
   * @throws WorkerFailure `encoder_failed` when an array has not the length the counts ask for
   */
  async score(request: ScoreRequest): Promise<ScoreResult> {
    const session = await this.#session(request.scorer);
    const available = inputTensors(request, this.#spec.spaces);
    // The export drops inputs a graph does not use, and onnxruntime refuses names it does not know.
    const feeds = Object.fromEntries(session.inputNames.map((name) => [name, available[name]!]));
    const wanted = request.wantAttention ? ['scores', 'attention'] : ['scores'];
    const results = await session.run(feeds, wanted);
    const scores = (results.scores as Tensor).data as Float32Array;
    if (!request.wantAttention) return { scores };
    return { scores, attention: (results.attention as Tensor).data as Float32Array };
  }

  #session(scorer: ScoreRequest['scorer']): Promise<InferenceSession> {
    const known = this.#sessions.get(scorer);
    if (known) return known;
    const opened = openSession(join(this.#spec.dir, this.#spec.scorers[scorer].file), this.#settings).then(
      checked,
    );
    this.#sessions.set(scorer, opened);
    return opened;
  }
}

const INPUTS = ['text_global', 'tokens', 'token_weights', 'image_global', 'regions', 'region_scale'];

function checked(session: InferenceSession): InferenceSession {
  const unknown = session.inputNames.find((name) => !INPUTS.includes(name));
  if (unknown)
    throw new WorkerFailure('pack_invalid', `a scorer has an input "${unknown}" that is not in the format`);
  const lacking = ['scores', 'attention'].find((name) => !session.outputNames.includes(name));
  if (lacking) throw new WorkerFailure('pack_invalid', `a scorer has no output "${lacking}"`);
  return session;
}

function inputTensors(request: ScoreRequest, spaces: EncodingSpaces): Record<string, Tensor> {
  const { texts: A, pictures: B, tokensPerText: T } = request;
  const { global: D, region: d, grid } = spaces;
  const R = grid[0] * grid[1];
  return {
    text_global: tensor('float32', request.textGlobal, [A, D]),
    tokens: tensor('float32', request.tokens, [A, T, d]),
    token_weights: tensor('float32', request.tokenWeights, [A, T]),
    image_global: tensor('float32', request.imageGlobal, [B, D]),
    regions: tensor('int8', request.regions, [B, R, d]),
    region_scale: tensor('float32', request.regionScale, [B, R]),
  };
}

function tensor(type: 'float32' | 'int8', data: Float32Array | Int8Array, shape: number[]): Tensor {
  const cells = shape.reduce((product, size) => product * size, 1);
  if (data.length !== cells) {
    throw new WorkerFailure(
      'encoder_failed',
      `a scorer input has ${data.length} values, not ${shape.join(' x ')}`,
    );
  }
  return new Tensor(type, data as Float32Array, shape);
}
