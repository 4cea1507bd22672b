import type { SendOptions } from '@unseen/domain';

/** Asks a worker to plan a job: read its source and cut it into chunks. */
export interface PlanMessage {
  readonly tenant: string;
  readonly jobId: string;
}

/** Asks a worker to take in one chunk. */
export interface ChunkMessage extends PlanMessage {
  readonly seq: number;
}

/**
 * Send options of a message about a job.
 *
 * @param round - messages of one round with the same subject are the same message; a new round makes sure of a new
 * delivery where an old message may be on its way out
 */
export function keyOptions(message: PlanMessage | ChunkMessage, round = ''): SendOptions {
  const subject = 'seq' in message ? String(message.seq) : 'plan';
  return { key: `${message.jobId}:${subject}:${round}` };
}
