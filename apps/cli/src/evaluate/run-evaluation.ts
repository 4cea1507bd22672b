import type { Config } from '@unseen/config';
import type { EvaluationRequest } from '@unseen/domain';
import type { EvaluationProgress, EvaluationResult } from '@unseen/evaluation';
import { parse } from 'node:path';
import { Progress } from '../output/progress.ts';

/**
 * Evaluates in this process, with the configured model pack and a progress bar. Whoever runs this may read any file they
 * can, so no import root holds them in.
 */
export async function runEvaluation(
  request: EvaluationRequest,
  config: Config,
  wanted: { readonly progress: boolean; readonly report: boolean },
): Promise<{ result: EvaluationResult; report?: string }> {
  // Only this command needs onnxruntime; the others start faster without it.
  const [{ evaluate, renderReport, summarize }, { loadPack, openEncoder }, { ImportRoot }] =
    await Promise.all([import('@unseen/evaluation'), import('@unseen/encoder'), import('@unseen/ingest')]);
  const { images } = request.source;
  const root = await ImportRoot.open(images, [parse(images).root]);
  const encoder = await openEncoder({ ...config.encoder, pack: await loadPack(config.encoder.pack) });
  const progress = new Progress({ bar: wanted.progress });
  try {
    const parts = { encoder, root, decodeLimits: config.image };
    const evaluation = await evaluate(request, parts, showOn(progress));
    const result = summarize(evaluation);
    return wanted.report ? { result, report: await renderReport(evaluation, result, parts) } : { result };
  } finally {
    progress.stop();
    await encoder.close();
  }
}

function showOn(progress: Progress): (state: EvaluationProgress) => void {
  const started = performance.now();
  return ({ done, total }) => {
    const rate = done / ((performance.now() - started) / 1000);
    progress.show({
      total,
      done,
      failed: 0,
      skipped: 0,
      itemsPerSecond: rate,
      etaSeconds: (total - done) / rate,
    });
  };
}
