import { loadConfig } from '@unseen/config';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { download } from '../backup/download.ts';
import { sharedOf, wantsJson } from './shared.ts';

/** `unseen backup`, `unseen restore`, `unseen migrate`. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup <file>')
    .description(
      'back up everything a running platform holds into a file; it takes the first key, the one in UNSEEN_API_KEY of the platform',
    )
    .action(async (file: string, _options: unknown, command: Command) => {
      const { http, json } = sharedOf(command);
      const manifest = await download(http, resolve(file));
      if (json) console.log(JSON.stringify({ file: resolve(file), ...manifest }));
      else console.log(`${styleText('green', 'saved')} ${counted(manifest)} in ${file}`);
    });
  program
    .command('restore <file>')
    .description('restore a backup into the empty engines that the environment variables name')
    .action(async (file: string, _options: unknown, command: Command) => {
      const json = wantsJson(command);
      // Only these commands open engines; the others start faster without them.
      const { restoreInto } = await import('@unseen/server');
      const manifest = await restoreInto(loadConfig(), resolve(file));
      if (json) console.log(JSON.stringify(manifest));
      else {
        console.log(`${styleText('green', 'restored')} ${counted(manifest)}`);
        console.log(styleText('dim', `Its vectors are of ${manifest.packs.join(', ') || 'no model pack'}.`));
      }
    });
  program
    .command('migrate')
    .description('bring the tables of the ledger up to date; services do the same at their start')
    .action(async (_options: unknown, command: Command) => {
      const json = wantsJson(command);
      const { migrateLedger } = await import('@unseen/server');
      await migrateLedger(loadConfig());
      console.log(json ? JSON.stringify({ upToDate: true }) : 'The ledger is up to date.');
    });
}

function counted({ items, pictures }: { readonly items: number; readonly pictures: number }): string {
  return `${items} items and ${pictures} pictures`;
}
