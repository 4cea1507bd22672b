import type { Job, Queue } from 'bull';
import type { Redis } from 'ioredis';

/** Thrown for a message that is not to be handled now: it waits again at once, and its attempt does not count. */
export class GivenBack extends Error {
  constructor() {
    super('given back');
    this.name = 'GivenBack';
  }
}

/** Makes ready to give a message back: Bull counts an attempt for whatever is thrown. */
export function uncount(job: Job): GivenBack {
  job.attemptsMade -= 1;
  return new GivenBack();
}

/** Gives back every message this process still holds the lock of, handled or not. */
export async function giveBackHeld(redis: Redis, queue: Queue): Promise<void> {
  // Not in Bull's types: what its locks are signed with.
  const { token } = queue as unknown as { token: string };
  for (const id of await redis.lrange(queue.toKey('active'), 0, -1)) {
    if ((await redis.get(`${queue.toKey(id)}:lock`)) !== token) continue;
    const job = await queue.getJob(id);
    if (job !== null) await job.moveToFailed(uncount(job));
  }
}
