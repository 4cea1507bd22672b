import type { QueueMessage } from '@unseen/domain';

/** What tests send. */
export interface Letter {
  readonly text: string;
}

/** Keeps what a handler was given, and tells when so many have come. */
export class Inbox {
  readonly messages: QueueMessage<Letter>[] = [];
  /** When each message came, in milliseconds of `performance.now`. */
  readonly times: number[] = [];
  readonly #waiting: { count: number; resolve: () => void }[] = [];

  /** Notes a delivery. */
  add(message: QueueMessage<Letter>): void {
    this.messages.push(message);
    this.times.push(performance.now());
    this.#waiting.filter(({ count }) => count <= this.messages.length).forEach(({ resolve }) => resolve());
  }

  /** A handler that notes the delivery and is done. */
  get handler(): (message: QueueMessage<Letter>) => Promise<void> {
    return async (message) => this.add(message);
  }

  /** Texts in the order they came. */
  get texts(): string[] {
    return this.messages.map((message) => message.data.text);
  }

  /** Resolves when so many messages have come in all. */
  async until(count: number): Promise<void> {
    if (this.messages.length >= count) {
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }
}

/** A door handlers wait at until it is opened. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
