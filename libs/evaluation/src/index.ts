export {
  evaluate,
  type Evaluation,
  type EvaluationParts,
  type EvaluationProgress,
  type EvaluationStage,
} from './evaluate.ts';
export { summarize } from './result/summarize.ts';
export type { Comparison, DirectionResult, EvaluationResult, MethodResult } from './result/result.ts';
