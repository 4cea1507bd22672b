import { type Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { withPicture } from '../http/with-picture.ts';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { parseJsonOption, print, queryOf, sharedOf, wholeNumber } from './shared.ts';

interface Item {
  readonly id: string;
  readonly collection: string;
  readonly status: string;
  readonly captions: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly image?: { readonly type: string; readonly width: number; readonly height: number };
  readonly updatedAt: string;
}

interface InCollection {
  readonly collection?: string;
}

interface ItemOptions extends InCollection {
  readonly id?: string;
  readonly caption?: string;
  readonly metadata?: string;
}

/** `unseen item add | list | show | edit | remove | look`. */
export function addItemCommands(program: Command): void {
  const item = program.command('item').description('single pictures and captions, and what is known of them');
  inCollection(item.command('add [picture]'))
    .description('store a picture, a caption, or both')
    .option('--id <id>', 'its id; made from the content when absent')
    .option('--caption <text>', 'what it shows')
    .option('--metadata <json>', 'what else is known, for example \'{"price":30}\'')
    .action(async (picture: string | undefined, options: ItemOptions, command: Command) => {
      const { api, json } = sharedOf(command);
      const { id, collection, caption } = options;
      const metadata = parseJsonOption('metadata', options.metadata);
      const body = await withPicture({ id, collection, caption, metadata }, picture);
      const made = await api.send<Item>('POST', '/v1/items', body);
      print(json, made, () =>
        console.log(`${styleText('green', 'stored')} ${made.id} in ${made.collection}`),
      );
    });
  inCollection(item.command('list'))
    .description('list what is stored')
    .option('-n, --limit <number>', 'items to list', wholeNumber(1, 500), 50)
    .option('--cursor <cursor>', 'next page of an earlier list')
    .action(async (options: InCollection & { limit: number; cursor?: string }, command: Command) => {
      const { api, json } = sharedOf(command);
      const page = await api.send<{ items: Item[]; nextCursor: string | null }>(
        'GET',
        `/v1/items?${queryOf({ ...options })}`,
      );
      print(json, page, () => printItems(page.items, page.nextCursor));
    });
  inCollection(item.command('show <id>'))
    .description('show what is known of an item')
    .action(async (id: string, options: InCollection, command: Command) => {
      const { api, json } = sharedOf(command);
      const found = await api.send<Item>('GET', pathOf(id, options));
      print(json, found, () => printItem(found));
    });
  inCollection(item.command('edit <id>'))
    .description('change a caption or metadata; the picture stays')
    .option('--caption <text>', 'what it shows')
    .option('--metadata <json>', 'replaces what is known as a whole')
    .action(async (id: string, options: ItemOptions, command: Command) => {
      const { api, json } = sharedOf(command);
      const metadata = parseJsonOption('metadata', options.metadata);
      const body = { json: { caption: options.caption, metadata } };
      const changed = await api.send<Item>('PATCH', pathOf(id, options), body);
      print(json, changed, () => console.log(`${styleText('green', 'changed')} ${changed.id}`));
    });
  inCollection(item.command('remove <ids...>'))
    .description('remove items for good')
    .action(async (ids: string[], options: InCollection, command: Command) => {
      const { api, json } = sharedOf(command);
      for (const id of ids) {
        await api.send('DELETE', pathOf(id, options));
        print(json, { removed: id }, () => console.log(`${styleText('green', 'removed')} ${id}`));
      }
    });
  inCollection(item.command('look <id> <words...>'))
    .description('draw where words look in a picture, into a PNG file')
    .requiredOption('-o, --out <file>', 'file to write')
    .action(
      async (id: string, words: string[], options: InCollection & { out: string }, command: Command) => {
        const { api, json } = sharedOf(command);
        const { collection, out } = options;
        const query = queryOf({ text: words.join(' '), collection });
        await writeFile(
          out,
          await api.stream('GET', `/v1/items/${encodeURIComponent(id)}/attention.png?${query}`),
        );
        print(json, { file: out }, () => console.log(`${styleText('green', 'drawn')} ${out}`));
      },
    );
}

function inCollection(command: Command): Command {
  return command.option('-c, --collection <name>', 'collection of the item');
}

function pathOf(id: string, { collection }: InCollection): string {
  const query = queryOf({ collection });
  return `/v1/items/${encodeURIComponent(id)}${query === '' ? '' : `?${query}`}`;
}

function printItems(items: readonly Item[], nextCursor: string | null): void {
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
  if (nextCursor !== null) console.log(styleText('dim', `more with --cursor ${nextCursor}`));
}

function printItem({ id, collection, status, captions, metadata, image, updatedAt }: Item): void {
  console.log(`${styleText('bold', id)} in ${collection}, ${status}, changed ${moment(updatedAt)}`);
  if (image !== undefined) console.log(`picture  ${image.type}, ${image.width} x ${image.height}`);
  for (const caption of captions) console.log(`caption  ${caption}`);
  for (const [field, value] of Object.entries(metadata)) console.log(`${field}  ${JSON.stringify(value)}`);
}
