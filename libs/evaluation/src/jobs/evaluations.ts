import {
  AppError,
  isAboutClasses,
  type ClassEvaluationRequest,
  type EvaluationRequest,
} from '@unseen/contracts';
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
  async create(tenant: string, request: EvaluationRequest): Promise<EvaluationRecord<EvaluationRequest>> {
    const { root, runner } = this.#parts;
    const { images, annotations, split } = request.source;
    // Another process may see files that this one does not; where they may lie can be told by their names.
    for (const path of [images, annotations, split]) if (path !== undefined) root.locate(path, '.', 'source');
    if (runner !== undefined) await checkSource(request.source, root);
    return { ...(await this.#add(tenant, request)), request };
  }

  /** Adds an evaluation of classes. @throws AppError `catalogue_version_not_found` */
  async createOfClasses(
    tenant: string,
    request: ClassEvaluationRequest,
  ): Promise<EvaluationRecord<ClassEvaluationRequest>> {
    const { classes } = this.#parts.ledger;
    for (const version of [request.asOf, request.against])
      if (version !== undefined) await classes.state(tenant, version);
    return { ...(await this.#add(tenant, request)), request };
  }

  /** @throws AppError `evaluation_not_found` */
  async get(tenant: string, id: string): Promise<EvaluationRecord<EvaluationRequest>> {
    const found = await this.#parts.ledger.evaluations.get(tenant, id);
    if (found === undefined || isAboutClasses(found.request)) throw notFound(id);
    return { ...found, request: found.request };
  }

  /** @throws AppError `evaluation_not_found` */
  async getOfClasses(tenant: string, id: string): Promise<EvaluationRecord<ClassEvaluationRequest>> {
    const found = await this.#parts.ledger.evaluations.get(tenant, id);
    if (found === undefined || !isAboutClasses(found.request)) throw notFound(id);
    return { ...found, request: found.request };
  }

  /** The newest evaluations of retrieval of a tenant, without their results. */
  async list(tenant: string, limit: number): Promise<EvaluationRecord<EvaluationRequest>[]> {
    const found = await this.#parts.ledger.evaluations.list(tenant, limit, 'retrieval');
    return found as EvaluationRecord<EvaluationRequest>[];
  }

  /** The newest evaluations of classes of a tenant, without their results. */
  async listOfClasses(tenant: string, limit: number): Promise<EvaluationRecord<ClassEvaluationRequest>[]> {
    const found = await this.#parts.ledger.evaluations.list(tenant, limit, 'classes');
    return found as EvaluationRecord<ClassEvaluationRequest>[];
  }

  /** Removes an evaluation; one that runs is ended. @throws AppError `evaluation_not_found` */
  async delete(tenant: string, id: string): Promise<void> {
    if (!(await this.#parts.ledger.evaluations.delete(tenant, id))) throw notFound(id);
  }

  async #add(tenant: string, request: EvaluationRequest | ClassEvaluationRequest): Promise<EvaluationRecord> {
    const { ledger, runner } = this.#parts;
    const created = await ledger.evaluations.create({ tenant, request });
    runner?.wake();
    return created;
  }
}

function notFound(id: string): AppError {
  return new AppError('evaluation_not_found', `There is no evaluation "${id}".`);
}
