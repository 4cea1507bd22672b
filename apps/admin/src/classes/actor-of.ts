import type { Actor } from '@unseen/curator';
import type { Caller } from '@unseen/platform';

/** Who changes a catalogue, as the audit log names them. */
export function actorOf({ tenant, id }: Caller): Actor {
  return { tenant, name: id };
}
