import type { Config } from '@unseen/config';
import { AppError } from '@unseen/domain';
import { findPacks, readPackId } from '@unseen/encoder';
import type { Ledger } from '@unseen/ledger';

/** A model pack on this machine. */
export interface PackFolder {
  /** `name@version`. */
  readonly id: string;
  /** Absolute path of its folder. */
  readonly dir: string;
}

/** Which model pack this process uses, and whether that is the one it should. */
export class PackInUse {
  readonly #config: Config['encoder'];
  readonly #ledger: Ledger;
  #configured: PackFolder | undefined;
  #missing: string | undefined;

  constructor(config: Config['encoder'], ledger: Ledger) {
    this.#config = config;
    this.#ledger = ledger;
  }

  /** The pack that should be in use and is not on this machine; the former one goes on. */
  get missing(): string | undefined {
    return this.#missing;
  }

  /**
   * The pack to use: what the last switch went over to, else the configured one.
   * @returns undefined when that pack is not on this machine
   */
  async find(): Promise<PackFolder | undefined> {
    const active = await this.#ledger.modelSwitches.activePack();
    const configured = await this.configured();
    const id = active ?? configured.id;
    const dir = id === configured.id ? configured.dir : (await findPacks(this.#config.packs)).get(id);
    this.#missing = dir === undefined ? id : undefined;
    return dir === undefined ? undefined : { id, dir };
  }

  /** The packs on this machine, with their folders. */
  async available(): Promise<ReadonlyMap<string, string>> {
    const { id, dir } = await this.configured();
    return new Map([...(await findPacks(this.#config.packs)), [id, dir]]);
  }

  /** The folder of a pack. @throws AppError `pack_unknown` when it is not on this machine */
  async folderOf(pack: string): Promise<string> {
    const dir = (await this.available()).get(pack);
    if (dir !== undefined) return dir;
    throw new AppError('pack_unknown', `No folder of ${this.#config.packs} holds ${pack}.`);
  }

  /** The configured pack: what a process starts with when the one to use is not there. */
  async configured(): Promise<PackFolder> {
    const { pack: dir } = this.#config;
    this.#configured ??= { id: await readPackId(dir), dir };
    return this.#configured;
  }
}
