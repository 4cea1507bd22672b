import type { EvaluationFormat } from '@unseen/domain';

/** What `unseen split` is told. */
export interface SplitOptions {
  readonly format: EvaluationFormat;
  readonly annotations: string;
  readonly instances?: string;
  readonly classes?: string;
  readonly unseen?: string[];
  readonly unseenCount?: number;
  readonly testSeen: number;
  readonly validation: number;
  readonly mentions: number;
  readonly seed: number;
  readonly name?: string;
  readonly out?: string;
  readonly check?: string;
}
