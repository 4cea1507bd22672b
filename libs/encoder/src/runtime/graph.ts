import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { WorkerFailure } from './failure.ts';
import { openSession, type SessionSettings } from './session.ts';

/** Values of a tensor and its shape. */
export interface Values {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** A model with one input and one output, both of floats and of any shape its graph takes. For worker threads. */
export class Graph {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** @throws WorkerFailure `pack_invalid` when onnxruntime does not accept the graph, or it has several inputs or outputs */
  static async open(path: string, settings: SessionSettings): Promise<Graph> {
    const session = await openSession(path, { ...settings, shapesVary: true });
    if (session.inputNames.length !== 1 || session.outputNames.length !== 1) {
      throw new WorkerFailure('pack_invalid', `${path} must have one input and one output`);
    }
    return new Graph(session);
  }

  /**
   * Runs the model once.
   * @param into - takes the output, in place of memory of its own
   * @throws WorkerFailure `encoder_failed` when the graph does not take the shape, or gives another one than that of `into`
   */
  async run(input: Values, into?: Values): Promise<Values> {
    const [name, result] = [this.#session.inputNames[0]!, this.#session.outputNames[0]!];
    const given = new Tensor('float32', input.data, input.shape);
    const taken = into && new Tensor('float32', into.data, into.shape);
    try {
      const output = (await this.#session.run({ [name]: given }, taken ? { [result]: taken } : [result]))[
        result
      ]!;
      return { data: output.data as Float32Array, shape: output.dims };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new WorkerFailure('encoder_failed', `a model cannot be run: ${reason}`, { cause });
    }
  }
}
