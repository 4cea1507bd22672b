import type { Config } from '@unseen/config';
import { type Encoder, loadPack, openEncoder } from '@unseen/encoder';
import type { Metrics } from '../metrics/metrics.ts';

/** Opens a pack as the configuration says. @param dir - its folder; absent: the configured one @throws as `loadPack` and `openEncoder` */
export async function openConfigured(
  { encoder }: Config,
  metrics: Metrics,
  dir: string = encoder.pack,
): Promise<Encoder> {
  const { provider, workers, threads, maxBatch } = encoder;
  return openEncoder({
    pack: await loadPack(dir),
    provider,
    workers,
    threads,
    maxBatch,
    observe: (event) => metrics.batch(event),
  });
}
