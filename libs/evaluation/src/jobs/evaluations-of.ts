import { AppError, kindOf, type AnyEvaluationRequest, type EvaluationKind } from '@unseen/domain';
import type { EvaluationRecord, Ledger } from '@unseen/ledger';
import type { EvaluationRunner } from './evaluation-runner.ts';

/** What evaluations of one kind work with. */
export interface EvaluationsOfParts<Request> {
  readonly ledger: Ledger;
  /** The runner of this process, where one is; else another process finds what is created in the ledger. */
  readonly runner?: EvaluationRunner;
  /** Refuses, by throwing, what cannot be measured. */
  readonly check: (tenant: string, request: Request) => Promise<void>;
}

/** Evaluations of one kind as their owners see them: asked for, watched, removed. One of the other kind is not found here. */
export class EvaluationsOf<Request extends AnyEvaluationRequest> {
  readonly #kind: EvaluationKind;
  readonly #parts: EvaluationsOfParts<Request>;

  constructor(kind: EvaluationKind, parts: EvaluationsOfParts<Request>) {
    this.#kind = kind;
    this.#parts = parts;
  }

  /** Adds an evaluation in state `queued`. @throws AppError what the check of its kind refuses */
  async create(tenant: string, request: Request): Promise<EvaluationRecord<Request>> {
    const { ledger, runner, check } = this.#parts;
    await check(tenant, request);
    const created = await ledger.evaluations.create({ tenant, request });
    runner?.wake();
    return { ...created, request };
  }

  /** @throws AppError `evaluation_not_found` */
  async get(tenant: string, id: string): Promise<EvaluationRecord<Request>> {
    const found = await this.#parts.ledger.evaluations.get(tenant, id);
    if (found !== undefined && kindOf(found.request) === this.#kind)
      return found as EvaluationRecord<Request>;
    throw new AppError('evaluation_not_found', `There is no evaluation "${id}".`);
  }

  /** The newest ones of a tenant, without their results. */
  async list(tenant: string, limit: number): Promise<EvaluationRecord<Request>[]> {
    const found = await this.#parts.ledger.evaluations.list(tenant, limit, this.#kind);
    return found as EvaluationRecord<Request>[];
  }

  /** Removes one; if it runs, it is ended. @throws AppError `evaluation_not_found` */
  async delete(tenant: string, id: string): Promise<void> {
    await this.get(tenant, id);
    await this.#parts.ledger.evaluations.delete(tenant, id);
  }
}
