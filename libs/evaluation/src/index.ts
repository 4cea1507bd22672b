export {
  evaluate,
  type Evaluation,
  type EvaluationParts,
  type EvaluationProgress,
  type EvaluationStage,
} from './evaluate.ts';
export { summarize } from './result/summarize.ts';
export type { Comparison, DirectionResult, EvaluationResult, MethodResult } from './result/result.ts';
export { everydayConcepts, holdOut, parseClasses, type ClassTerms } from './split/class-terms.ts';
export { findLeaks, type Leak } from './split/find-leaks.ts';
export { nameFinder } from './split/find-named.ts';
export { makeSplit, type MadeSplit, type SplitInput } from './split/make-split.ts';
export { drawOf, type LabelledPicture, type SplitShares } from './split/plan-split.ts';
export { readSplitPictures, type SplitSource } from './split/read-pictures.ts';
export { parseSplitFile, type SplitFile, type SplitPart } from './set/split-file.ts';
export { EvaluationRunner, type EvaluationRunnerParts } from './jobs/evaluation-runner.ts';
export { renderReport } from './report/render-report.ts';
export { Evaluations, type EvaluationsParts } from './jobs/evaluations.ts';
