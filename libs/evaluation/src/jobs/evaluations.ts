import {
  AppError,
  DEFAULT_COLLECTION,
  type ClassEvaluationRequest,
  type EvaluationRequest,
} from '@unseen/domain';
import type { ImportRoot } from '@unseen/ingest';
import type { Ledger } from '@unseen/ledger';
import { checkSource } from '../set/check-source.ts';
import type { EvaluationRunner } from './evaluation-runner.ts';
import { EvaluationsOf } from './evaluations-of.ts';

/** What {@link Evaluations} works with. */
export interface EvaluationsParts {
  readonly ledger: Ledger;
  /** Where evaluations may read. */
  readonly root: ImportRoot;
  /** The runner of this process, where one is. */
  readonly runner?: EvaluationRunner;
}

/** The evaluations of both kinds. Runs no model. */
export class Evaluations {
  /**
   * How good retrieval is. Where this process runs them, the files are looked for at once.
   * Creating one throws AppError `source_outside_root`, `source_not_found`, `source_invalid`.
   */
  readonly ofRetrieval: EvaluationsOf<EvaluationRequest>;
  /** How well classes are told apart. Creating one throws AppError `collection_not_found`, `catalogue_version_not_found`. */
  readonly ofClasses: EvaluationsOf<ClassEvaluationRequest>;

  constructor({ ledger, root, runner }: EvaluationsParts) {
    this.ofRetrieval = new EvaluationsOf('retrieval', {
      ledger,
      runner,
      check: async (_tenant, { source }) => {
        const { images, annotations, split } = source;
        // Another process may see files that this one does not; where they may lie can be told by their names.
        for (const path of [images, annotations, split])
          if (path !== undefined) root.locate(path, '.', 'source');
        if (runner !== undefined) await checkSource(source, root);
      },
    });
    this.ofClasses = new EvaluationsOf('classes', {
      ledger,
      runner,
      check: async (tenant, { collection, asOf, against, publish }) => {
        // The default collection is always there, if empty.
        if (collection !== DEFAULT_COLLECTION && !(await ledger.collections.get(tenant, collection))) {
          throw new AppError('collection_not_found', `There is no collection "${collection}".`);
        }
        for (const version of [asOf, against, publish?.version])
          if (version !== undefined) await ledger.classes.state(tenant, version);
      },
    });
  }
}
