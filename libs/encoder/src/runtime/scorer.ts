import type { EncodingSpaces, ScoreRequest, ScoreResult } from '@unseen/domain';
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { join } from 'node:path';
import { WorkerFailure } from './failure.ts';
import { sliceRequest } from './score-slices.ts';
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
    checkLengths(request, this.#spec.spaces);
    const session = await this.#session(request.scorer);
    // An accelerator has memory of its own and pays for every run; only the CPU gains from slices.
    const slices = this.#settings.provider === 'cpu' ? sliceRequest(request, this.#spec.spaces) : [request];
    const results: ScoreResult[] = [];
    for (const slice of slices) results.push(await this.#run(session, slice));
    return results.length === 1 ? results[0]! : joined(results, request.wantAttention);
  }

  async #run(session: InferenceSession, request: ScoreRequest): Promise<ScoreResult> {
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

/** @throws WorkerFailure `encoder_failed` */
function checkLengths(request: ScoreRequest, spaces: EncodingSpaces): void {
  for (const [name, tensor] of Object.entries(shapes(request, spaces))) {
    const cells = tensor.shape.reduce((product, size) => product * size, 1);
    if (tensor.data.length === cells) continue;
    const found = `${name} has ${tensor.data.length} values, not ${tensor.shape.join(' x ')}`;
    throw new WorkerFailure('encoder_failed', `a scorer cannot run: ${found}`);
  }
}

function inputTensors(request: ScoreRequest, spaces: EncodingSpaces): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(shapes(request, spaces)).map(([name, { data, shape }]) => [
      name,
      data instanceof Int8Array ? new Tensor('int8', data, shape) : new Tensor('float32', data, shape),
    ]),
  );
}

function shapes(
  request: ScoreRequest,
  spaces: EncodingSpaces,
): Record<string, { data: Float32Array | Int8Array; shape: number[] }> {
  const { texts: A, pictures: B, tokensPerText: T } = request;
  const { global: D, region: d, grid } = spaces;
  const R = grid[0] * grid[1];
  return {
    text_global: { data: request.textGlobal, shape: [A, D] },
    tokens: { data: request.tokens, shape: [A, T, d] },
    token_weights: { data: request.tokenWeights, shape: [A, T] },
    image_global: { data: request.imageGlobal, shape: [B, D] },
    regions: { data: request.regions, shape: [B, R, d] },
    region_scale: { data: request.regionScale, shape: [B, R] },
  };
}

function joined(results: readonly ScoreResult[], wantAttention: boolean): ScoreResult {
  const scores = concat(results.map((result) => result.scores));
  if (!wantAttention) return { scores };
  return { scores, attention: concat(results.map(({ attention }) => attention!)) };
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
