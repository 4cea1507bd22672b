import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { join } from 'node:path';
import type { StageSpec } from '../pack/manifest.ts';
import { WorkerFailure } from './failure.ts';
import { openSession, type SessionSettings } from './session.ts';

/** The named tensors the stages of one modality share. */
export type Bag = Map<string, Tensor>;

interface Stage {
  readonly file: string;
  readonly session: InferenceSession;
  /** ONNX input name and the bag name it reads. */
  readonly inputs: readonly (readonly [string, string])[];
  /** ONNX output name and the bag name it fills; outputs nobody reads are not computed. */
  readonly outputs: readonly (readonly [string, string])[];
}

/** The ONNX stages of one modality, run one after the other over a shared bag. */
export class StageRunner {
  readonly #stages: readonly Stage[];

  private constructor(stages: readonly Stage[]) {
    this.#stages = stages;
  }

  /**
   * Opens the stages and checks that each finds its inputs and that the last leave what the modality must yield.
   * @param initial - bag names there before the first stage
   * @param wanted - bag names there after the last
   * @throws WorkerFailure `pack_invalid`
   */
  static async open(
    dir: string,
    specs: readonly StageSpec[],
    settings: SessionSettings,
    initial: readonly string[],
    wanted: readonly string[],
  ): Promise<StageRunner> {
    const sessions = [];
    for (const { file } of specs) sessions.push(await openSession(join(dir, file), settings));
    const available = new Set(initial);
    const stages: Stage[] = [];
    for (const [i, session] of sessions.entries()) {
      const { file, rename } = specs[i]!;
      const inputs = session.inputNames.map((name) => [name, renamed(rename, name)] as const);
      const missing = inputs.find(([, from]) => !available.has(from));
      if (missing) throw unfed(file, missing[1], available);
      const outputs = session.outputNames.map((name) => [name, renamed(rename, name)] as const);
      for (const [, to] of outputs) available.add(to);
      stages.push({ file, session, inputs, outputs });
    }
    const lacking = wanted.find((name) => !available.has(name));
    if (lacking) throw new WorkerFailure('pack_invalid', `no stage of the pack yields "${lacking}"`);
    return new StageRunner(withoutUnread(stages, wanted));
  }

  /** Runs every stage; the bag then also holds what they put out. */
  async run(bag: Bag): Promise<void> {
    for (const { session, inputs, outputs } of this.#stages) {
      const feeds: Record<string, Tensor> = {};
      for (const [name, from] of inputs) feeds[name] = bag.get(from)!;
      const results = await session.run(
        feeds,
        outputs.map(([name]) => name),
      );
      for (const [name, to] of outputs) bag.set(to, results[name] as Tensor);
    }
  }

  /** Closes the sessions. */
  async release(): Promise<void> {
    for (const { session } of this.#stages) await session.release();
  }
}

/** Leaves out outputs that neither a later stage nor the caller reads, so they are not copied out of onnxruntime. */
function withoutUnread(stages: readonly Stage[], wanted: readonly string[]): Stage[] {
  return stages.map((stage, i) => {
    const read = new Set([
      ...wanted,
      ...stages.slice(i + 1).flatMap(({ inputs }) => inputs.map(([, from]) => from)),
    ]);
    return { ...stage, outputs: stage.outputs.filter(([, to]) => read.has(to)) };
  });
}

function renamed(rename: Readonly<Record<string, string>> | undefined, name: string): string {
  return rename && Object.hasOwn(rename, name) ? rename[name]! : name;
}

function unfed(file: string, name: string, available: ReadonlySet<string>): WorkerFailure {
  const have = [...available].join(', ');
  return new WorkerFailure('pack_invalid', `${file} wants "${name}"; there is only ${have}`);
}
