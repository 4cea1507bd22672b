import { AppError } from '@unseen/domain';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './config.ts';
import { isWebAddress, isWholeNumber, WEB_ADDRESS, wholeNumberWords } from './rules.ts';

// What every command reads. The rest of the configuration takes longer to load than most commands take.

/** What the environment says of where the command line sends its requests, with which key and how patiently. */
export interface ClientConfig {
  /** Absent when the environment names none. */
  readonly url?: string;
  readonly apiKey?: string;
  /** The profile to use. */
  readonly profile?: string;
  readonly retryForSeconds: number;
}

/** Seconds for which the command line tries again, unless told otherwise, and at most. */
export const RETRY_SECONDS = { fallback: 60, max: 86_400 } as const;

/** @throws AppError `config_invalid` */
export function loadClientConfig(environment: Environment = process.env): ClientConfig {
  const given = (name: string, holds: (text: string) => boolean, wanted: string) => {
    const raw = environment[name]?.trim() || undefined;
    if (raw === undefined || holds(raw)) return raw;
    throw new AppError('config_invalid', `Set ${name} to ${wanted}; it is "${raw}".`);
  };
  const { fallback, max } = RETRY_SECONDS;
  const seconds = given('UNSEEN_RETRY_SECONDS', isWholeNumber(0, max), wholeNumberWords(0, max));
  return {
    url: given('UNSEEN_URL', isWebAddress, WEB_ADDRESS)?.replace(/\/+$/, ''),
    apiKey: environment['UNSEEN_API_KEY']?.trim() || undefined,
    profile: environment['UNSEEN_PROFILE']?.trim() || undefined,
    retryForSeconds: Number(seconds ?? fallback),
  };
}

/** The folder in which the command line keeps what `unseen login` was told, as each system has it. */
export function clientConfigDir(environment: Environment = process.env): string {
  const parent =
    environment['XDG_CONFIG_HOME']?.trim() ||
    (process.platform === 'win32' && environment['APPDATA']?.trim()) ||
    join(environment['HOME']?.trim() || homedir(), '.config');
  return join(parent, 'unseen');
}
