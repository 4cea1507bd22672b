import { DEFAULT_TENANT } from '@unseen/domain';
import { join } from 'node:path';
import { ImportRoot } from './import-root.ts';

/**
 * The folders each tenant's bulk jobs may read. The default tenant has the import root itself; any other has a folder
 * of its own beside it, so that nobody's root holds another's: `<import root>-tenants/<tenant>`.
 */
export class ImportRoots {
  readonly #dir: string;
  readonly #others: readonly string[];
  readonly #open = new Map<string, Promise<ImportRoot>>();

  /**
   * @param dir - the import root; need not be there yet
   * @param others - further folders the default tenant may read by absolute path
   */
  constructor(dir: string, others: readonly string[] = []) {
    this.#dir = dir;
    this.#others = others;
  }

  /** The root of a tenant. */
  of(tenant: string): Promise<ImportRoot> {
    const known = this.#open.get(tenant);
    if (known !== undefined) return known;
    const opening =
      tenant === DEFAULT_TENANT
        ? ImportRoot.open(this.#dir, this.#others)
        : ImportRoot.open(join(`${this.#dir}-tenants`, tenant));
    this.#open.set(tenant, opening);
    opening.catch(() => this.#open.delete(tenant));
    return opening;
  }
}
