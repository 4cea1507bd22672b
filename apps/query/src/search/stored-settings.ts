import { Injectable } from '@nestjs/common';
import { KnownAnswers, type KnownKind } from '@unseen/concurrency';
import { type Collection, Ledger } from '@unseen/ledger';

/** Collections whose settings are known while the ledger is away. */
const KEPT = 10_000;

/** How collections are searched, as the ledger has it, or last had it while it is away. */
@Injectable()
export class StoredSettings {
  private readonly known: KnownKind<Collection | undefined>;

  constructor(
    private readonly ledger: Ledger,
    known: KnownAnswers,
  ) {
    this.known = known.kind('collection', KEPT);
  }

  /** @returns undefined when there is no such collection @throws AppError `ledger_unavailable` */
  of(tenant: string, collection: string): Promise<Collection | undefined> {
    const key = JSON.stringify([tenant, collection]);
    return this.known.get(key, () => this.ledger.collections.get(tenant, collection));
  }
}
