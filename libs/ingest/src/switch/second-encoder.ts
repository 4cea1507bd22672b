import { AppError } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';

/** Opens the encoder of a pack, as `name@version`. @throws AppError `pack_unknown` when it is not on this machine */
export type OpenEncoder = (pack: string) => Promise<Encoder>;

/** The encoder of the pack a switch goes to, beside the one in use: opened when it is first needed, kept while it is. */
export class SecondEncoder {
  readonly #main: Encoder;
  readonly #open: OpenEncoder;
  #opened: { readonly pack: string; readonly encoder: Promise<Encoder> } | undefined;
  #users = 0;

  /** @param main - the encoder in use, which is closed elsewhere */
  constructor(main: Encoder, open: OpenEncoder) {
    this.#main = main;
    this.#open = open;
  }

  /** Runs a task with the encoder of a pack. @throws as {@link OpenEncoder} */
  async use<T>(pack: string, task: (encoder: Encoder) => Promise<T>): Promise<T> {
    if (this.#main.pack.id === pack) return task(this.#main);
    this.#users += 1;
    try {
      return await task(await this.#get(pack));
    } finally {
      this.#users -= 1;
    }
  }

  /** Closes it unless someone is at work with it, or it is of the pack named. */
  async release(except?: string): Promise<void> {
    const opened = this.#opened;
    if (opened === undefined || opened.pack === except || this.#users > 0) return;
    this.#opened = undefined;
    await opened.encoder.then(
      (encoder) => encoder.close(),
      () => undefined,
    );
  }

  async #get(pack: string): Promise<Encoder> {
    if (this.#opened !== undefined && this.#opened.pack !== pack) {
      // A task of a switch that is over may still be at work with another: it is done in moments.
      throw new AppError('overloaded', 'The encoder of another switch is not closed yet.');
    }
    this.#opened ??= { pack, encoder: this.#open(pack) };
    const { encoder } = this.#opened;
    try {
      return await encoder;
    } catch (error) {
      // It may be put there meanwhile.
      if (this.#opened?.encoder === encoder) this.#opened = undefined;
      throw error;
    }
  }
}
