import type { Item, ItemPage, ItemText } from '@unseen/client';
import { type Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { printBatch, writeBatch } from '../ingest/write-batch.ts';
import { exitCodeOf } from '../output/exit-code.ts';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { pictureBlob } from '../platform/file-blob.ts';
import { maxFailures, parseObjectOption, print, sharedOf, wholeNumber } from './shared.ts';

interface InCollection {
  readonly collection?: string;
}

interface ItemOptions extends InCollection {
  readonly id?: string;
  readonly caption?: string;
  readonly metadata?: string;
}

interface ListOptions extends InCollection {
  readonly filter?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly all?: boolean;
}

interface RemoveOptions extends InCollection {
  readonly trash?: boolean;
  readonly filter?: string;
  readonly dryRun?: boolean;
}

interface PictureOptions extends InCollection {
  readonly out: string;
  readonly original?: boolean;
}

interface TextOptions extends InCollection {
  readonly set?: string;
  readonly forget?: boolean;
}

/** Items listed where nobody says how many. */
const PAGE = 50;

/** `unseen item add | put | batch | list | count | show | edit | text | picture | remove | look`. */
export function addItemCommands(program: Command): void {
  const item = program.command('item').description('single pictures and captions, and what is known of them');
  inCollection(item.command('add [picture]'))
    .description('store a picture, a caption, or both')
    .option('--id <id>', 'its id; made from the content when absent')
    .option('--caption <text>', 'what it shows')
    .option('--metadata <json>', 'what else is known, for example \'{"price":30}\'')
    .action(async (picture: string | undefined, options: ItemOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const { id, collection, caption } = options;
      const metadata = parseObjectOption('metadata', options.metadata);
      const image = await pictureBlob(picture);
      const made = await unseen.addItem({ id, collection, caption, metadata, image });
      print(json, made, (stored) =>
        console.log(`${styleText('green', 'stored')} ${stored.id} in ${stored.collection}`),
      );
    });
  inCollection(item.command('put <id> [picture]'))
    .description('make an item, or replace it whole')
    .option('--caption <text>', 'what it shows')
    .option('--metadata <json>', 'what else is known, for example \'{"price":30}\'')
    .action(async (id: string, picture: string | undefined, options: ItemOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const { collection, caption } = options;
      const metadata = parseObjectOption('metadata', options.metadata);
      const image = await pictureBlob(picture);
      print(json, await unseen.putItem(id, { caption, metadata, image }, { collection }), (stored) =>
        console.log(`${styleText('green', stored.created ? 'stored' : 'replaced')} ${stored.id}`),
      );
    });
  inCollection(item.command('batch <file>'))
    .description(
      'do the operations of a file, one a line (NDJSON): create, upsert, merge and delete; - reads them',
    )
    .addOption(maxFailures())
    .action(async (file: string, options: InCollection & { maxFailures?: number }, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const counts = await writeBatch(unseen, file, options.collection);
      print(json, counts, printBatch);
      process.exitCode = exitCodeOf(counts, options.maxFailures);
    });
  inCollection(item.command('count'))
    .description('count what is stored')
    .option('--filter <json>', 'only items that satisfy it, as in a search')
    .action(async ({ collection, filter }: InCollection & { filter?: string }, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const count = await unseen.countItems({ collection, filter: parseObjectOption('filter', filter) });
      print(json, { count }, (answer) => console.log(String(answer.count)));
    });
  inCollection(item.command('list'))
    .description('list what is stored')
    .option('--filter <json>', 'only items that satisfy it, as in a search')
    .option('--sort <fields>', 'fields to sort by, for example price:desc,title; the ids when absent')
    .option('-n, --limit <number>', `items to list (${PAGE})`, wholeNumber(1, 500))
    .option('--cursor <cursor>', 'next page of an earlier list')
    .option('--all', 'list every item; with --json, one a line')
    .action(async ({ all, ...query }: ListOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      if (all !== true) {
        print(json, await unseen.listItems({ limit: PAGE, ...query }), printItems);
        return;
      }
      for await (const one of unseen.items(query))
        print(json, one, ({ id, captions }) => console.log(`${id}  ${captions[0] ?? ''}`.trimEnd()));
    });
  inCollection(item.command('show <id>'))
    .description('show what is known of an item')
    .action(async (id: string, options: InCollection, command: Command) => {
      const { unseen, json } = sharedOf(command);
      print(json, await unseen.item(id, options), printItem);
    });
  inCollection(item.command('edit <id>'))
    .description('change a caption, metadata or the picture; the rest stays')
    .option('--caption <text>', 'what it shows')
    .option('--metadata <json>', 'fields to change; null removes one')
    .option('--picture <file>', 'another picture')
    .action(
      async (
        id: string,
        { caption, collection, metadata, picture }: ItemOptions & { picture?: string },
        command: Command,
      ) => {
        const { unseen, json } = sharedOf(command);
        const image = await pictureBlob(picture);
        const change = { caption, metadata: parseObjectOption('metadata', metadata), image };
        print(json, await unseen.updateItem(id, change, { collection }), (changed) =>
          console.log(`${styleText('green', 'changed')} ${changed.id}`),
        );
      },
    );
  inCollection(item.command('text <id>'))
    .description('show what is written in a picture, or say it')
    .option('--set <words>', 'what is written, in place of what was read')
    .option('--forget', 'forget what is known of it, so that it is read again')
    .action(async (id: string, { collection, set, forget }: TextOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      if (set !== undefined && forget === true) command.error('error: --set and --forget exclude each other');
      const words =
        forget === true
          ? null
          : set
              ?.split(/\s+/)
              .filter(Boolean)
              .map((text) => ({ text }));
      const known =
        words === undefined
          ? await unseen.itemText(id, { collection })
          : await unseen.updateItemText(id, words, { collection });
      print(json, known, printText);
    });
  inCollection(item.command('picture <id>'))
    .description('write the picture of an item into a file')
    .requiredOption('-o, --out <file>', 'file to write')
    .option('--original', 'as it came; a thumbnail when absent')
    .action(async (id: string, { collection, out, original }: PictureOptions, command: Command) => {
      const { http, json } = sharedOf(command);
      const query = { collection, ...(original === true && { size: 'original' as const }) };
      const params = { path: { id }, query };
      const { response } = await http.GET('/v1/items/{id}/image', { params, parseAs: 'stream' });
      await writeFile(out, await response.bytes());
      print(json, { file: out }, ({ file }) => console.log(`${styleText('green', 'written')} ${file}`));
    });
  inCollection(item.command('remove [ids...]'))
    .description('remove items, for good or into the trash')
    .option('--trash', 'into the trash: `unseen trash restore` brings them back')
    .option('--filter <json>', 'remove the items that satisfy it instead')
    .option('--dry-run', 'with --filter: only count them')
    .action(async (ids: string[], { filter, dryRun, trash, ...options }: RemoveOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      if ((ids.length === 0) === (filter === undefined))
        command.error('error: name the items by their ids, or with --filter');
      if (filter !== undefined) {
        const which = { filter: parseObjectOption('filter', filter), dryRun, trash };
        print(json, await unseen.deleteItems(which, options.collection), ({ matched, deleted }) =>
          console.log(
            dryRun === true ? `${matched} items would go` : `${styleText('green', 'removed')} ${deleted}`,
          ),
        );
        return;
      }
      for (const id of ids) {
        await unseen.deleteItem(id, { ...options, trash });
        print(json, { removed: id }, ({ removed }) =>
          console.log(`${styleText('green', 'removed')} ${removed}`),
        );
      }
    });
  inCollection(item.command('look <id> <words...>'))
    .description('draw where words look in a picture, into a PNG file')
    .requiredOption('-o, --out <file>', 'file to write')
    .action(
      async (id: string, words: string[], options: InCollection & { out: string }, command: Command) => {
        const { http, json } = sharedOf(command);
        const { collection, out } = options;
        const params = { path: { id }, query: { text: words.join(' '), collection } };
        const { response } = await http.GET('/v1/items/{id}/attention.png', { params, parseAs: 'stream' });
        await writeFile(out, await response.bytes());
        print(json, { file: out }, ({ file }) => console.log(`${styleText('green', 'drawn')} ${file}`));
      },
    );
}

function inCollection(command: Command): Command {
  return command.option('-c, --collection <name>', 'collection of the item');
}

function printItems({ items, nextCursor }: ItemPage): void {
  if (items.length === 0) {
    console.log('No items. Load some with `unseen ingest <path>`.');
    return;
  }
  printTable(
    [{ title: 'id', cut: true }, { title: 'caption', cut: true }, { title: 'picture' }, { title: 'changed' }],
    items.map(({ id, captions, image, updatedAt }) => [
      id,
      captions[0] ?? '',
      image === undefined ? '' : `${image.width} x ${image.height}`,
      moment(updatedAt),
    ]),
  );
  if (nextCursor !== null)
    console.log(styleText('dim', `all of them with --all, the next ones with --cursor ${nextCursor}`));
}

function printItem({ id, collection, status, captions, metadata, image, updatedAt }: Item): void {
  console.log(`${styleText('bold', id)} in ${collection}, ${status}, changed ${moment(updatedAt)}`);
  if (image !== undefined) console.log(`picture  ${image.type}, ${image.width} x ${image.height}`);
  for (const caption of captions) console.log(`caption  ${caption}`);
  for (const [field, value] of Object.entries(metadata)) console.log(`${field}  ${JSON.stringify(value)}`);
}

function printText({ words, state }: ItemText): void {
  if (words.length > 0) console.log(words.map(({ text }) => text).join(' '));
  else console.log(state === 'read' ? 'Nothing is written in it.' : 'Not read.');
}
