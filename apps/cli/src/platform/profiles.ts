import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A platform someone works with. */
export interface Profile {
  readonly url: string;
  readonly key?: string;
}

/** What the file holds. */
interface Stored {
  /** Name of the profile used when none is named. */
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** The platforms `unseen login` was told of. */
export interface Profiles {
  readonly file: string;
  readonly names: readonly string[];
  readonly currentName?: string;
  /** @throws Error when there is none of the name */
  get(name: string): Profile;
  /** The one used when none is named. */
  current(): Profile | undefined;
  /** The one of an address. */
  at(url: string): Profile | undefined;
  /** Keeps a profile, and uses it from now on. */
  save(name: string, profile: Profile): void;
  /** Forgets a profile. @throws Error when there is none of the name */
  remove(name: string): void;
}

/**
 * Reads the profiles of this user. The file is for this user alone (0600), since keys are in it.
 *
 * @param folder - where programs of this user keep their settings
 * @throws Error when the file is there but cannot be understood
 */
export function loadProfiles(folder: string): Profiles {
  const file = join(folder, 'config.json');
  const { current, profiles } = read(file);
  const own = (name: string) => (Object.hasOwn(profiles, name) ? profiles[name] : undefined);
  const known = (name: string): Profile => {
    const found = own(name);
    if (found !== undefined) return found;
    const names = Object.keys(profiles);
    const there = names.length === 0 ? 'There are none yet' : `There are: ${names.join(', ')}`;
    throw new Error(
      `There is no profile "${name}". ${there}. Make one: unseen login <url> --profile ${name}`,
    );
  };
  return {
    file,
    names: Object.keys(profiles),
    currentName: current,
    get: known,
    current: () => (current === undefined ? undefined : own(current)),
    at: (url) => Object.values(profiles).find((profile) => profile.url === url),
    save: (name, profile) =>
      write(folder, file, { current: name, profiles: { ...profiles, [name]: profile } }),
    remove: (name) => {
      known(name);
      const { [name]: _gone, ...rest } = profiles;
      write(folder, file, { current: current === name ? undefined : current, profiles: rest });
    },
  };
}

function read(file: string): Stored {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { profiles: {} };
    throw error;
  }
  try {
    const stored = JSON.parse(text) as Partial<Stored>;
    const profiles = Object.entries(stored.profiles ?? {});
    if (profiles.every(([, profile]) => typeof profile.url === 'string')) return { profiles: {}, ...stored };
  } catch {
    // Said below.
  }
  throw new Error(`"${file}" is not a file of \`unseen login\`. Fix or remove it.`);
}

/** Writes beside the file and renames, so that a crash leaves the old one. */
function write(folder: string, file: string, stored: Stored): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}
