import { type Collection, type components, dataOf } from '@unseen/client';
import type { Command } from 'commander';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, sharedOf, wholeNumber } from './shared.ts';

/** `unseen collection list | fields`. */
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
    .command('fields <name>')
    .description('list metadata fields with their values: what --filter can ask for')
    .option('-n, --values <number>', 'values per field', wholeNumber(1, 200), 5)
    .action(async (name: string, { values }: { values: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const params = { path: { name }, query: { values } };
      print(json, dataOf(await http.GET('/v1/collections/{name}/facets', { params })), printFields);
    });
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
