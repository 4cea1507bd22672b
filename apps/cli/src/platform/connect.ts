import { type Retry, Unseen } from '@unseen/client';
import { clientConfigDir, loadClientConfig } from '@unseen/config/client';
import { styleText } from 'node:util';
import { loadProfiles, type Profile } from './profiles.ts';

/** What the command line was told about where to send requests. */
export interface Wanted {
  /** `--url`. */
  readonly url?: string;
  /** `--profile`. */
  readonly profile?: string;
  /** `--retry-for`, in seconds. */
  readonly retryFor?: number;
}

/** A platform that requests go to. */
export interface Platform {
  readonly unseen: Unseen;
  readonly url: string;
  readonly key?: string;
  /** Whether someone named it, by an option or a profile: then it need not be the one of this machine. */
  readonly named: boolean;
}

/**
 * The platform to talk to: `--url`, else `--profile`, else `UNSEEN_URL`, else the profile chosen by `unseen login`, else
 * the one on this machine. A profile's key goes to its own address alone; `UNSEEN_API_KEY` goes before it, unless the
 * profile was named.
 *
 * @throws Error when the address is none, or no profile has the name
 */
export function connect(wanted: Wanted): Platform {
  const { url: ownUrl, apiKey, retryForSeconds, profile: ownProfile } = loadClientConfig();
  const profiles = loadProfiles(clientConfigDir());
  const name = wanted.profile ?? ownProfile;
  const profile = name === undefined ? undefined : profiles.get(name);
  const chosen = profile ?? (ownUrl === undefined ? profiles.current() : undefined);
  const url = (wanted.url ?? profile?.url ?? ownUrl ?? chosen?.url ?? HERE).replace(/\/+$/, '');
  if (!URL.canParse(url)) throw new Error(`"${url}" is not a web address. One looks like ${HERE}.`);
  const keyOf = (from: Profile | undefined) => (from?.url === url ? from.key : undefined);
  const key = keyOf(profile) ?? apiKey ?? keyOf(chosen) ?? keyOf(profiles.at(url));
  const retryForMs = 1_000 * (wanted.retryFor ?? retryForSeconds);
  return {
    unseen: new Unseen({ url, key, retryForMs, onRetry: noticeOnce(retryForMs) }),
    url,
    key,
    named: wanted.url !== undefined || chosen !== undefined,
  };
}

const HERE = 'http://127.0.0.1:8080';

/** What to do where nothing answers. */
export const START_HINT = 'Start the platform with `npm start`, or name another one with --url.';

/** Says once that it is being waited, and for what, so that nobody wonders why nothing happens. */
function noticeOnce(retryForMs: number): (retry: Retry) => void {
  let said = false;
  return ({ error }) => {
    if (said) return;
    said = true;
    const hint = error.code === 'unreachable' ? ` ${START_HINT}` : '';
    const text = `${error.message} Trying again for ${Math.round(retryForMs / 1_000)} s.${hint}`;
    console.error(styleText('dim', text, { stream: process.stderr }));
  };
}
