import type { TrashPage } from '@unseen/client';
import { type Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { exitCodeOf } from '../output/exit-code.ts';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, sharedOf, wholeNumber } from './shared.ts';

interface InCollection {
  readonly collection?: string;
}

/** `unseen trash list | restore | remove | picture`. */
export function addTrashCommands(program: Command): void {
  const trash = program.command('trash').description('items that were put into the trash');
  inCollection(trash.command('list'))
    .description('list what is in the trash, last thrown away first')
    .option('-n, --limit <number>', 'items to list', wholeNumber(1, 500), 50)
    .option('--cursor <cursor>', 'next page of an earlier list')
    .action(async (query: InCollection & { limit: number; cursor?: string }, command: Command) => {
      const { unseen, json } = sharedOf(command);
      print(json, await unseen.trash.list(query), printTrash);
    });
  inCollection(trash.command('restore <ids...>'))
    .description('put items back as they were')
    .action(async (ids: string[], { collection }: InCollection, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const results = await unseen.trash.restore(ids, collection);
      print(json, { results }, () => {
        for (const { id, error } of results)
          console.log(
            error === undefined
              ? `${styleText('green', 'restored')} ${id}`
              : `${styleText('red', 'failed')} ${id}: ${error.detail}`,
          );
      });
      process.exitCode = exitCodeOf({ failed: results.filter(({ status }) => status === 'failed').length });
    });
  inCollection(trash.command('remove [ids...]'))
    .description('remove items in the trash for good')
    .option('--all', 'all that are in the trash of the collection')
    .action(
      async (ids: string[], { collection, all }: InCollection & { all?: boolean }, command: Command) => {
        const { unseen, json } = sharedOf(command);
        if ((ids.length === 0) !== (all === true))
          command.error('error: name the items by their ids, or with --all');
        const deleted = await unseen.trash.delete(all === true ? undefined : ids, collection);
        print(json, { deleted }, () => console.log(`${styleText('green', 'removed')} ${deleted}`));
      },
    );
  inCollection(trash.command('picture <id>'))
    .description('write the picture of an item in the trash into a file')
    .requiredOption('-o, --out <file>', 'file to write')
    .action(async (id: string, { collection, out }: InCollection & { out: string }, command: Command) => {
      const { http, json } = sharedOf(command);
      const params = { path: { id }, query: { collection, size: 'original' as const } };
      const { response } = await http.GET('/v1/trash/{id}/image', { params, parseAs: 'stream' });
      await writeFile(out, await response.bytes());
      print(json, { file: out }, ({ file }) => console.log(`${styleText('green', 'written')} ${file}`));
    });
}

function inCollection(command: Command): Command {
  return command.option('-c, --collection <name>', 'collection the items were in');
}

function printTrash({ items, total, nextCursor }: TrashPage): void {
  if (items.length === 0) {
    console.log('Nothing is in the trash.');
    return;
  }
  printTable(
    [
      { title: 'id', cut: true },
      { title: 'caption', cut: true },
      { title: 'thrown away' },
      { title: 'goes' },
    ],
    items.map(({ id, captions, trashedAt, expiresAt }) => [
      id,
      captions[0] ?? '',
      moment(trashedAt),
      moment(expiresAt),
    ]),
  );
  if (nextCursor !== null)
    console.log(styleText('dim', `${total} in all, the next ones with --cursor ${nextCursor}`));
}
