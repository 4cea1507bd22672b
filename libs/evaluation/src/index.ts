export {
  evaluate,
  type Evaluation,
  type EvaluationParts,
  type EvaluationProgress,
  type EvaluationStage,
} from './evaluate.ts';
export { summarize } from './result/summarize.ts';
export type { Comparison, DirectionResult, EvaluationResult, MethodResult } from './result/result.ts';
export { readCandidates } from './set/read-set.ts';
export {
  parseSplitFile,
  SPLIT_FORMAT,
  SPLIT_PARTS,
  type SplitFile,
  type SplitPart,
} from './set/split-file.ts';
export { EvaluationRunner, type EvaluationRunnerParts } from './jobs/evaluation-runner.ts';
export { renderReport } from './report/render-report.ts';
export { Evaluations, type EvaluationsParts } from './jobs/evaluations.ts';
