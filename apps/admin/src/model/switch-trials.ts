import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { AppError, BlobStore } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import { PictureStore, trySwitch } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { CONFIG, Metrics, openConfigured, PackInUse } from '@unseen/server';
import type { ModelSwitchTrial } from '@unseen/api';

/** Dry runs of switches between model packs: one at a time, since each holds a second pack in memory. */
@Injectable()
export class SwitchTrials {
  /** The trial under way, or the last one. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #pictures: PictureStore;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ledger: Ledger,
    private readonly packs: PackInUse,
    private readonly encoder: Encoder,
    private readonly metrics: Metrics,
    blobs: BlobStore,
  ) {
    this.#pictures = new PictureStore(blobs, ledger, config.image);
  }

  /**
   * Tries a pack on some of the stored items.
   * @param pack - `name@version` of one on this machine
   * @throws AppError `model_switch_running`: what is under way would be timed as well; `pack_unknown` and as `loadPack`, `openEncoder` and `trySwitch`
   */
  run(pack: string): Promise<ModelSwitchTrial> {
    const turn = this.#last.then(() => this.#run(pack));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #run(pack: string): Promise<ModelSwitchTrial> {
    const running = await this.ledger.modelSwitches.running();
    if (running !== undefined)
      throw new AppError('model_switch_running', `A switch to ${running.target} is under way.`);
    if (pack === this.encoder.pack.id) return this.#try(this.encoder);
    const encoder = await openConfigured(this.config, this.metrics, await this.packs.folderOf(pack));
    try {
      return await this.#try(encoder);
    } finally {
      await encoder.close();
    }
  }

  async #try(encoder: Encoder): Promise<ModelSwitchTrial> {
    const { ledger, config } = this;
    const to = encoder.pack.id;
    const { items, embedded } = await ledger.modelSwitches.coverage(to);
    const parts = { ledger, pictures: this.#pictures, encoder, decodeLimits: config.image };
    const { tried, failures, seconds, bytes } = await trySwitch(parts, items - embedded);
    return {
      from: this.encoder.pack.id,
      to,
      items,
      embedded,
      tried,
      failures: [...failures],
      seconds: Math.round(seconds * 1_000) / 1_000,
      vectorBytes: bytes,
    };
  }
}
