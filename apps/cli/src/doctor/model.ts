import type { Config } from '@unseen/config';
import { finding, type Finding } from './finding.ts';

/** The model pack, file by file, and what is to run it. */
export async function checkModel({ encoder }: Config): Promise<Finding[]> {
  // Only this command needs onnxruntime; the others start faster without it.
  const { loadPack, verifyProvider } = await import('@unseen/encoder');
  return [
    await finding(
      'model pack',
      'Restore the folder from the repository, or set UNSEEN_MODEL_PACK.',
      async () => `${(await loadPack(encoder.pack)).id}, every checksum right`,
    ),
    await finding('execution provider', 'Or set UNSEEN_EXECUTION_PROVIDER=cpu.', async () => {
      await verifyProvider({ provider: encoder.provider, deviceId: 0 });
      return encoder.provider;
    }),
  ];
}
