import type { Actor } from '@unseen/classes';
import type { Caller } from '@unseen/server';

/** Who changes a catalogue, as the audit log names them. */
export function actorOf({ tenant, id }: Caller): Actor {
  return { tenant, name: id };
}
