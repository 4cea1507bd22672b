import { listSupportedBackends, InferenceSession } from 'onnxruntime-node';
import { WorkerFailure } from './failure.ts';

/** Where graphs run. */
export type ExecutionProvider = 'cpu' | 'cuda' | 'webgpu';

/** A provider and, for `cuda`, which device of it. */
export interface ProviderChoice {
  readonly provider: ExecutionProvider;
  readonly deviceId: number;
}

const HELP: Record<ExecutionProvider, string> = {
  cpu: 'Reinstall onnxruntime-node for this platform.',
  cuda:
    'Install its libraries with `ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node` (Linux x64, NVIDIA driver, ' +
    'CUDA 12 and cuDNN 9), or set UNSEEN_EXECUTION_PROVIDER=cpu.',
  webgpu:
    'It needs a GPU with a Vulkan, Metal or Direct3D 12 driver that this process can open; otherwise set ' +
    'UNSEEN_EXECUTION_PROVIDER=cpu.',
};

/** What onnxruntime is told: the one provider that was asked for, no other to fall back to. */
export function providerOptions({
  provider,
  deviceId,
}: ProviderChoice): InferenceSession.ExecutionProviderConfig[] {
  return provider === 'cuda' ? [{ name: 'cuda', deviceId }] : [provider];
}

/**
 * Makes sure a provider is there and works, by running a matrix product on it with the CPU forbidden.
 * onnxruntime itself would quietly run on the CPU what a provider does not take.
 * @throws WorkerFailure `execution_provider_unavailable`, with the way to get the provider
 */
export async function verifyProvider(choice: ProviderChoice): Promise<void> {
  const { provider } = choice;
  if (!listSupportedBackends().some(({ name }) => name === provider)) {
    throw unavailable(provider, `this build of onnxruntime has no ${provider} support`);
  }
  if (provider === 'cpu') return;
  try {
    const session = await InferenceSession.create(await probeGraph(), {
      executionProviders: providerOptions(choice),
      logSeverityLevel: 4,
      extra: { session: { disable_cpu_ep_fallback: '1' } },
    });
    await session.release();
  } catch (cause) {
    throw unavailable(provider, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unavailable(provider: ExecutionProvider, reason: string, cause?: unknown): WorkerFailure {
  const message = `The execution provider "${provider}" cannot be used: ${reason.trim()}. ${HELP[provider]}`;
  return new WorkerFailure('execution_provider_unavailable', message, { cause });
}

async function probeGraph(): Promise<Uint8Array> {
  // Only providers other than the CPU are probed: the builder and its library stay away from the rest.
  const { GraphBuilder } = await import('../onnx/graph-builder.ts');
  const graph = new GraphBuilder('probe');
  const input = graph.input('x', 'float32', [2, 2]);
  graph.output('y', graph.op('MatMul', [input, graph.floats([1, 2, 3, 4], [2, 2])]), 'float32', [2, 2]);
  return graph.build();
}
