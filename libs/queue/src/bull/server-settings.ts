import { AppError } from '@unseen/domain';

/** What of a Redis server's settings matters to a queue. */
export interface ServerSettings {
  /** Whether it keeps an append-only file: without one, a restart loses messages. */
  readonly appendOnly: boolean;
  /** What it does when its memory is full. */
  readonly evictionPolicy: string;
}

/** Reads the settings from the answer to `INFO`, which is allowed where `CONFIG` is not. */
export function readSettings(info: string): ServerSettings {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  return {
    appendOnly: field('aof_enabled') === '1',
    evictionPolicy: field('maxmemory_policy') ?? 'noeviction',
  };
}

/**
 * Refuses a Redis that throws keys away when its memory is full: half of a queue's keys are worse than none.
 *
 * @returns a warning when messages would not survive a restart
 * @throws AppError `config_invalid`
 */
export function checkSettings({ appendOnly, evictionPolicy }: ServerSettings): string | undefined {
  if (evictionPolicy !== 'noeviction') {
    throw new AppError(
      'config_invalid',
      `Set maxmemory-policy to noeviction in Redis; it is ${evictionPolicy}, which drops parts of the queue when memory is full.`,
    );
  }
  return appendOnly
    ? undefined
    : 'Redis keeps no append-only file (appendonly is off): when it restarts, queued work waits until it is found in the ledger again.';
}
