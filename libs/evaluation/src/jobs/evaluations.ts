import { AppError, type EvaluationRequest } from '@unseen/contracts';
import type { ImportRoot } from '@unseen/ingest';
import type { EvaluationRecord, Ledger } from '@unseen/ledger';
import { checkSource } from '../set/check-source.ts';
import type { EvaluationRunner } from './evaluation-runner.ts';

/** What {@link Evaluations} works with. */
export interface EvaluationsParts {
  readonly ledger: Ledger;
  /** Where evaluations may read. */
  readonly root: ImportRoot;
  /** The runner of this process, where one is; else another process finds what is created in the ledger. */
  readonly runner?: EvaluationRunner;
}

/** Evaluations as their owners see them: asked for, watched, removed. Runs no model. */
export class Evaluations {
  readonly #parts: EvaluationsParts;

  constructor(parts: EvaluationsParts) {
    this.#parts = parts;
  }

  /**
   * Adds an evaluation. Where this process runs it, the files are looked for at once.
   * @throws AppError `source_outside_root`, `source_not_found`, `source_invalid`
   */
  async create(tenant: string, request: EvaluationRequest): Promise<EvaluationRecord> {
    const { ledger, root, runner } = this.#parts;
    const { images, annotations, split } = request.source;
    // Another process may see files that this one does not; where they may lie can be told by their names.
    for (const path of [images, annotations, split]) if (path !== undefined) root.locate(path, '.', 'source');
    if (runner !== undefined) await checkSource(request.source, root);
    const created = await ledger.evaluations.create({ tenant, request });
    runner?.wake();
    return created;
  }

  /** @throws AppError `evaluation_not_found` */
  async get(tenant: string, id: string): Promise<EvaluationRecord> {
    const found = await this.#parts.ledger.evaluations.get(tenant, id);
    if (found === undefined) throw notFound(id);
    return found;
  }

  /** The newest evaluations of a tenant, without their results. */
  list(tenant: string, limit: number): Promise<EvaluationRecord[]> {
    return this.#parts.ledger.evaluations.list(tenant, limit);
  }

  /** Removes an evaluation; one that runs is ended. @throws AppError `evaluation_not_found` */
  async delete(tenant: string, id: string): Promise<void> {
    if (!(await this.#parts.ledger.evaluations.delete(tenant, id))) throw notFound(id);
  }
}

function notFound(id: string): AppError {
  return new AppError('evaluation_not_found', `There is no evaluation "${id}".`);
}
