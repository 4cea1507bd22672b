import { Injectable } from '@nestjs/common';
import type { Warning } from '@unseen/api';
import { KnownAnswers, type KnownKind } from '@unseen/concurrency';
import { isAppError } from '@unseen/domain';
import { type Collection, Ledger } from '@unseen/ledger';

/** Collections whose settings are known while the ledger is away. */
const KEPT = 10_000;

/** How a collection is searched, and whether that is a guess. */
export interface Settings {
  /** Absent: there is no such collection, or nobody knows. */
  readonly stored?: Collection;
  readonly warnings: readonly Warning[];
}

/**
 * How collections are searched, as the ledger has it, or last had it while it is away. What this process has not read is searched then as
 * a collection is that nobody has set, which the answer says.
 */
@Injectable()
export class StoredSettings {
  private readonly known: KnownKind<Collection | undefined>;

  constructor(
    private readonly ledger: Ledger,
    private readonly answers: KnownAnswers,
  ) {
    this.known = answers.kind('collection', KEPT);
  }

  async of(tenant: string, collection: string): Promise<Settings> {
    try {
      const stored = await this.read(tenant, collection);
      return { stored, warnings: [] };
    } catch (error) {
      if (!this.answers.isAway || !isAppError(error, 'ledger_unavailable')) throw error;
      const detail = `How "${collection}" is set cannot be looked up now: its fields of words and what is written in pictures are left out.`;
      return { warnings: [{ code: 'settings_left_out', detail }] };
    }
  }

  /** Reads how a collection is set for when the ledger is away, unless it was read lately. @throws AppError `ledger_unavailable` */
  async prepare(tenant: string, collection: string): Promise<void> {
    if (!this.known.knows(keyOf(tenant, collection))) await this.read(tenant, collection);
  }

  private read(tenant: string, collection: string): Promise<Collection | undefined> {
    return this.known.get(keyOf(tenant, collection), () => this.ledger.collections.get(tenant, collection));
  }
}

function keyOf(tenant: string, collection: string): string {
  return JSON.stringify([tenant, collection]);
}
