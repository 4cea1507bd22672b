import { type Collection, type CollectionChange, type components, dataOf } from '@unseen/client';
import { type Command, Option } from 'commander';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { styleText } from 'node:util';
import { followJob } from '../jobs/follow-job.ts';
import { columnsOf, writeMap } from '../output/map-table.ts';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, share, sharedOf, wholeNumber } from './shared.ts';

/** `unseen collection list | show | create | edit | empty | remove | export | near-duplicates | map | fields`. */
export function addCollectionCommands(program: Command): void {
  const collection = program.command('collection').description('collections, and what their items hold');
  collection
    .command('list')
    .description('list collections and how many items each has')
    .action(async (_options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      print(json, dataOf(await http.GET('/v1/collections')), ({ collections }) =>
        printCollections(collections),
      );
    });
  collection
    .command('show <name>')
    .description('show what is known of a collection')
    .action(async (name: string, _options: object, command: Command) => {
      const { unseen, json } = sharedOf(command);
      print(json, await unseen.collection(name), printCollection);
    });
  described(collection.command('create <name>'))
    .description('make a collection; it also appears with its first item')
    .action(async (name: string, description: CollectionChange, command: Command) => {
      const { unseen, json } = sharedOf(command);
      print(json, await unseen.createCollection({ name, ...description }), (made) =>
        console.log(`${styleText('green', 'made')} ${made.name}`),
      );
    });
  described(collection.command('edit <name>'))
    .description('describe a collection')
    .action(async (name: string, change: CollectionChange, command: Command) => {
      const { unseen, json } = sharedOf(command);
      print(json, await unseen.updateCollection(name, change), (changed) =>
        console.log(`${styleText('green', 'changed')} ${changed.name}`),
      );
    });
  collection
    .command('empty <name>')
    .description('remove all items of a collection; what loads into it is cancelled')
    .action(async (name: string, _options: object, command: Command) => {
      const { unseen } = sharedOf(command);
      await followClearing((await unseen.emptyCollection(name)).jobId, command);
    });
  collection
    .command('remove <name>')
    .description('delete a collection with all its items; what loads into it is cancelled')
    .action(async (name: string, _options: object, command: Command) => {
      const { unseen } = sharedOf(command);
      await followClearing((await unseen.deleteCollection(name)).jobId, command);
    });
  collection
    .command('export <name>')
    .description('write all items of a collection into a file, one a line (NDJSON)')
    .requiredOption('-o, --out <file>', 'file to write')
    .option('--vectors', 'with their vectors, so that the same model pack need not make them again')
    .option('--images', 'with their pictures')
    .action(async (name: string, { out, ...options }: ExportOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const lines = await unseen.exportCollection(name, options);
      await pipeline(lines, createWriteStream(out));
      print(json, { file: out }, ({ file }) => console.log(`${styleText('green', 'written')} ${file}`));
    });
  collection
    .command('near-duplicates <name>')
    .description('list pictures that look the same, a group a line')
    .option('--likeness <share>', 'from which on two are told together, 0.9 to 1; default 0.95', share)
    .action(async (name: string, { likeness }: { likeness?: number }, command: Command) => {
      const { unseen, json } = sharedOf(command);
      for await (const group of unseen.nearDuplicates(name, { likeness }))
        print(json, group, ({ ids }) => console.log(ids.join('  ')));
    });
  collection
    .command('map <name>')
    .description(
      'arrange the items in two dimensions: what is alike lies together; or write the map there is',
    )
    .option('-o, --out <file>', 'write where each item lies (CSV) instead of arranging them')
    .option('--places', 'with --out: where on earth they were made')
    .action(async (name: string, { out, places }: MapOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      if (out === undefined) {
        await followMapping((await unseen.maps.make(name)).jobId, command);
        return;
      }
      const items = await writeMap(await columnsOf(unseen, name, places ?? false), out);
      print(json, { file: out, items }, ({ file }) =>
        console.log(`${styleText('green', 'written')} ${file}`),
      );
    });
  collection
    .command('fields <name>')
    .description('list metadata fields with their values: what --filter can ask for')
    .option('-n, --values <number>', 'values per field', wholeNumber(1, 200), 5)
    .action(async (name: string, { values }: { values: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const params = { path: { name }, query: { values } };
      print(json, dataOf(await http.GET('/v1/collections/{name}/facets', { params })), printFields);
    });
}

interface ExportOptions {
  readonly out: string;
  readonly vectors?: boolean;
  readonly images?: boolean;
}

interface MapOptions {
  readonly out?: string;
  readonly places?: boolean;
}

/** Waits until the items of a collection are removed. */
async function followClearing(jobId: string, command: Command): Promise<void> {
  const { unseen, json } = sharedOf(command);
  print(json, await followJob(unseen, await unseen.job(jobId), json), ({ state, done }) => {
    if (state === 'completed') console.log(`${styleText('green', 'removed')} ${done} items`);
    else console.log(`The job is ${state}; ${done} items were removed.`);
  });
}

/** Waits until the items of a collection are arranged. */
async function followMapping(jobId: string, command: Command): Promise<void> {
  const { unseen, json } = sharedOf(command);
  print(json, await followJob(unseen, await unseen.job(jobId), json), ({ state, done }) => {
    if (state === 'completed') console.log(`${styleText('green', 'arranged')} ${done} items`);
    else console.log(`The job is ${state}.`);
  });
}

/** The options that say what a collection is. */
function described(command: Command): Command {
  return command
    .option('--display-name <text>', 'what pages call it')
    .option('--keyword-fields <names...>', 'metadata fields whose words are searched')
    .option('--facet-fields <names...>', 'metadata fields that are counted beside hits')
    .addOption(
      new Option(
        '--read-text <when>',
        'read the words in pictures: where a quick look finds some, or in all',
      ).choices(['off', 'auto', 'on']),
    );
}

function printCollection({ name, displayName, items, bytes, createdAt, ...settings }: Collection): void {
  console.log(
    `${styleText('bold', name)}${displayName ? `, ${displayName}` : ''}, made ${moment(createdAt)}`,
  );
  console.log(`${items} items, pictures of ${Math.ceil(bytes / 2 ** 20)} MiB`);
  console.log(`words are searched in  ${settings.keywordFields.join(', ') || 'id and captions alone'}`);
  console.log(`counted beside hits  ${settings.facetFields.join(', ') || 'none'}`);
  console.log(`words in pictures  ${settings.readText}`);
}

function printCollections(collections: readonly Collection[]): void {
  if (collections.length === 0) {
    console.log('No collections. One is made with the first item: `unseen ingest <path> -c <name>`.');
    return;
  }
  printTable(
    [{ title: 'name', cut: true }, { title: 'items', align: 'right' }, { title: 'created' }],
    collections.map(({ name, items, createdAt }) => [name, String(items), moment(createdAt)]),
  );
}

function printFields({ counted, complete, facets }: components['schemas']['FacetList']): void {
  if (facets.length === 0) {
    console.log('The items have no metadata.');
    return;
  }
  printTable(
    [{ title: 'field' }, { title: 'items', align: 'right' }, { title: 'values', cut: true }],
    facets.map(({ field, items, values, range }) => {
      const most = values.map(({ value, count }) => `${value} (${count})`).join(', ');
      return [field, String(items), range === undefined ? most : `${range.min} to ${range.max}: ${most}`];
    }),
  );
  if (!complete) console.log(`Counted on ${counted} items.`);
}
