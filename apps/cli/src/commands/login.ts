import { Unseen, UnseenError } from '@unseen/client';
import { clientConfigDir } from '@unseen/config/client';
import type { Command } from 'commander';
import { styleText } from 'node:util';
import { printTable } from '../output/table.ts';
import { askSecret } from '../platform/ask-secret.ts';
import { loadProfiles, type Profile, type Profiles } from '../platform/profiles.ts';
import { print, sharedOption, wantsJson } from './shared.ts';

interface LoginOptions {
  /** The key, or true: it is to be asked for. */
  readonly key?: string | true;
}

/** `unseen login` and `unseen logout`: which platforms there are, and with which key. */
export function addLoginCommands(program: Command): void {
  program
    .command('login [url]')
    .description(
      'remember a platform and use it from now on; without an address, use the one of --profile, or list all',
    )
    .option(
      '--key [key]',
      'key to use there; asked for, or read from standard input, when it is not given here',
    )
    .action(async (url: string | undefined, { key }: LoginOptions, command: Command) => {
      const profiles = loadProfiles(clientConfigDir());
      const named = sharedOption(command, 'profile');
      const json = wantsJson(command);
      if (url === undefined && named === undefined) return list(profiles, json);
      const name = named ?? 'default';
      const profile = url === undefined ? profiles.get(name) : await profileOf(url, key);
      await tryOut(profile);
      profiles.save(name, profile);
      print(json, { profile: name, url: profile.url, file: profiles.file }, (saved) =>
        console.log(
          `${styleText('green', 'using')} ${saved.url} (profile ${saved.profile}, kept in ${saved.file})`,
        ),
      );
    });
  program
    .command('logout [profile]')
    .description('forget a platform and its key; the one in use unless another is named')
    .action((profile: string | undefined, _options: object, command: Command) => {
      const profiles = loadProfiles(clientConfigDir());
      const name = profile ?? sharedOption(command, 'profile') ?? profiles.currentName ?? 'default';
      profiles.remove(name);
      print(wantsJson(command), { removed: name }, ({ removed }) =>
        console.log(`${styleText('green', 'forgot')} ${removed}`),
      );
    });
}

async function profileOf(text: string, key: string | true | undefined): Promise<Profile> {
  const url = text.replace(/\/+$/, '');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new Error(`"${text}" is not a web address. One looks like https://unseen.example.`);
  const given = key === true ? await askSecret('Key: ') : key;
  return { url, ...(given === undefined || given === '' ? {} : { key: given }) };
}

/** A profile that does not work is not kept. @throws UnseenError */
async function tryOut({ url, key }: Profile): Promise<void> {
  const { protocol, hostname } = new URL(url);
  if (key !== undefined && protocol === 'http:' && !/^(localhost|127\..*|\[::1\])$/.test(hostname))
    console.error(styleText('yellow', 'The key goes out unencrypted: use an https address.'));
  try {
    await new Unseen({ url, key, retryForMs: 0 }).collections();
  } catch (error) {
    // A key for other work is a good key.
    if (!(error instanceof UnseenError) || error.code !== 'forbidden') throw error;
  }
}

function list(profiles: Profiles, json: boolean): void {
  const rows = profiles.names.map((profile) => {
    const { url, key } = profiles.get(profile);
    return { profile, url, key: key !== undefined, current: profile === profiles.currentName };
  });
  print(json, { profiles: rows }, () => {
    if (rows.length === 0) console.log('No platform is known. Name one: unseen login <url> --key');
    else
      printTable(
        [{ title: 'profile' }, { title: 'address', cut: true }, { title: 'key' }, { title: '' }],
        rows.map(({ profile, url, key, current }) => [
          profile,
          url,
          key ? 'yes' : 'no',
          current ? 'in use' : '',
        ]),
      );
  });
}
