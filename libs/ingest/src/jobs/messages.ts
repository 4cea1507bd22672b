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

/** Entries of a job that go before those of jobs that have had as many already, in steps of so many. */
const RANK_ENTRIES = 64;
/** Beyond so many steps all jobs are alike. */
const MAX_RANK = 32;

/** How far into its job a chunk is; chunks of a retry, which count down from -1, by their number. */
function rankOf(seq: number): number {
  return seq < 0 ? -seq - 1 : Math.floor(seq / RANK_ENTRIES);
}

/**
 * Send options of a message about a job. The beginning of a job goes before what is further on in others, so that a small job does not wait for
 * a large one, and two large ones take turns once both are on their way.
 *
 * @param round - messages of one round with the same subject are the same message; a new round makes sure of a new
 * delivery where an old message may be on its way out
 */
export function keyOptions(message: PlanMessage | ChunkMessage, round = ''): SendOptions {
  if (!('seq' in message)) return { key: `${message.jobId}:plan:${round}` };
  return {
    key: `${message.jobId}:${message.seq}:${round}`,
    priority: -Math.min(rankOf(message.seq), MAX_RANK),
  };
}
