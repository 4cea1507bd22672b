import type { Queue, VectorSpaceKey, VectorStore } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import type { PictureStore } from '@unseen/ingest';
import type { Ledger } from '@unseen/ledger';

/** What keeping a catalogue works with. */
export interface ClassParts {
  readonly ledger: Ledger;
  readonly store: VectorStore;
  readonly encoder: Pick<Encoder, 'pack' | 'imageSpec' | 'encodeImage' | 'encodeText'>;
  /** Keeps the pictures of exemplars that were uploaded. */
  readonly pictures: Pick<PictureStore, 'hold' | 'put' | 'drop' | 'get'>;
  /** Limits of pictures that come with a request. */
  readonly decodeLimits: DecodeLimits;
}

/** What changing a catalogue needs on top: the queue that tells the workers. */
export interface WritingParts extends ClassParts {
  readonly queue: Queue;
}

/** Who asks. */
export interface Actor {
  readonly tenant: string;
  /** For the audit log. */
  readonly name: string;
}

/** The vectors of a collection under the encoder's pack. */
export function spaceFor(
  parts: Pick<ClassParts, 'encoder'>,
  tenant: string,
  collection: string,
): VectorSpaceKey {
  return { tenant, collection, pack: parts.encoder.pack.id };
}
