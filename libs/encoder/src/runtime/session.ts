import { InferenceSession } from 'onnxruntime-node';
import { WorkerFailure } from './failure.ts';
import { providerOptions, type ProviderChoice } from './provider.ts';

/** How sessions are opened in one worker. */
export interface SessionSettings extends ProviderChoice {
  /** Threads one operation may use on the CPU. */
  readonly threads: number;
  /**
   * Whether inputs are of many shapes: then onnxruntime keeps no plan of memory for each of them. Default false.
   */
  readonly shapesVary?: boolean;
}

/**
 * Opens an ONNX file. Threads that wait do not spin: the process shares its cores with decoding, the HTTP servers and
 * other workers. Errors only in the log: what a graph cannot do is thrown.
 * @throws WorkerFailure `pack_invalid` when onnxruntime does not accept the graph
 */
export async function openSession(path: string, settings: SessionSettings): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: providerOptions(settings),
      intraOpNumThreads: settings.threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      enableMemPattern: settings.shapesVary !== true,
      extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WorkerFailure('pack_invalid', `onnxruntime cannot open ${path}: ${reason}`, { cause });
  }
}
