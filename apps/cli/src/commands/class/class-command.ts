import {
  type CatalogueClass,
  type ClassPreview,
  type components,
  dataOf,
  type Judgements,
} from '@unseen/client';
import type { Command } from 'commander';
import { styleText } from 'node:util';
import { print, sharedOf } from '../shared.ts';
import { allPrintable } from '../../output/printable.ts';
import { printTable } from '../../output/table.ts';
import { showClass } from './show-class.ts';
import { addQualityCommands } from './quality.ts';
import { addReviewCommands } from './review.ts';
import { addTransferCommands } from './transfer.ts';
import { addVersionCommands } from './versions.ts';
import { allClasses, bodyOf, type ClassOptions, findClass, withClassOptions } from './shared.ts';

/** `unseen class`: categories that work at once, with no retraining. */
export function addClassCommands(program: Command): void {
  const group = program
    .command('class')
    .description('categories: add one and it works at once; look at them, change them, go back');
  withClassOptions(group.command('add <name>').description('add a class; it works at once')).action(
    async (name: string, options: ClassOptions, command: Command) => {
      const { http, json } = sharedOf(command);
      const body = { seen: false, ...(await bodyOf(options)), name };
      const made = dataOf(await http.POST('/v1/classes', { body }));
      print(json, made, (entry) => say('added', entry));
    },
  );
  group
    .command('list [words...]')
    .description('list classes, or those whose name or synonyms hold some words')
    .action(async (words: string[], _options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      print(json, await allClasses(http, words.join(' ')), ({ classes }) => table(classes));
    });
  group
    .command('show <class>')
    .description('show a class, by its name or id')
    .action(async (which: string, _options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      const { id } = await findClass(http, which);
      print(json, dataOf(await http.GET('/v1/classes/{id}', { params: { path: { id } } })), showClass);
    });
  withClassOptions(
    group
      .command('edit <class>')
      .description('change what the options name')
      .option('--name <name>', 'new name'),
  ).action(async (which: string, options: ClassOptions & { name?: string }, command: Command) => {
    const { http, json } = sharedOf(command);
    const { id } = await findClass(http, which);
    const body = { ...(await bodyOf(options)), name: options.name };
    const changed = dataOf(await http.PATCH('/v1/classes/{id}', { params: { path: { id } }, body }));
    print(json, changed, (entry) => say('changed', entry));
  });
  group
    .command('judge <class>')
    .description('say which items belong to a class and which do not: its line moves with what is said')
    .option('--confirm <ids...>', 'items that belong to it')
    .option('--reject <ids...>', 'items that do not')
    .option('-c, --collection <name>', 'collection of the items')
    .action(async (which: string, judgements: Judgements, command: Command) => {
      const { unseen, http, json } = sharedOf(command);
      const { id } = await findClass(http, which);
      const { confirm, reject, collection } = judgements;
      print(json, await unseen.judgeClass(id, { confirm, reject, collection }), (entry) =>
        say('judged', entry),
      );
    });
  group
    .command('remove <class>')
    .description('remove a class')
    .action(async (which: string, _options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      const { id, name } = await findClass(http, which);
      await http.DELETE('/v1/classes/{id}', { params: { path: { id } } });
      print(json, { removed: id }, () => say('removed', allPrintable({ id, name })));
    });
  withClassOptions(
    group
      .command('preview <name>')
      .description('show which items a class would carry, without making it')
      .option('--in <collection>', 'collection to look at'),
  ).action(async (name: string, options: ClassOptions & { in?: string }, command: Command) => {
    const { http, json } = sharedOf(command);
    const body = { seen: false, ...(await bodyOf(options)), name, in: options.in };
    print(json, dataOf(await http.POST('/v1/classes/preview', { body })), printPreview);
  });
  addTransferCommands(group);
  addVersionCommands(group);
  addQualityCommands(group);
  addReviewCommands(group);
}

/** Says what happened to a class, and which of its words others have too. */
function say(
  what: string,
  entry: Pick<CatalogueClass, 'name' | 'id'> & Partial<components['schemas']['WrittenClass']>,
): void {
  console.log(`${styleText('green', what)} ${entry.name} ${styleText('dim', entry.id)}`);
  for (const { word, className } of entry.collisions ?? [])
    console.log(styleText('yellow', `"${word}" is also a word of ${className}`));
  warn(entry.warnings);
}

/** Says what is to be known of the words of a class. */
function warn(warnings: components['schemas']['Warning'][] = []): void {
  for (const { detail } of warnings) console.error(styleText('yellow', detail));
}

function table(classes: readonly CatalogueClass[]): void {
  if (classes.length === 0) {
    console.log('No classes. Add one: unseen class add "dragon fruit"');
    return;
  }
  printTable(
    [
      { title: 'name', cut: true },
      { title: 'kind' },
      { title: 'items', align: 'right' },
      { title: 'exemplars', align: 'right' },
      { title: 'synonyms', cut: true },
    ],
    classes.map(({ name, seen, items, exemplars, synonyms }) => [
      name,
      seen ? 'seen' : 'unseen',
      items?.toString() ?? '',
      String(exemplars.length),
      synonyms.join(', '),
    ]),
  );
}

function printPreview({ items, examples, neighbors, collisions, warnings }: ClassPreview): void {
  warn(warnings);
  console.log(`${items} items would carry it.`);
  if (examples.length > 0) {
    printTable(
      [
        { title: 'likely', align: 'right' },
        { title: 'item', cut: true },
        { title: 'caption', cut: true },
        { title: 'class now' },
      ],
      examples.map(({ id, caption, probability, from }) => [
        `${Math.round(100 * probability)} %`,
        id,
        caption ?? '',
        from?.name ?? '',
      ]),
    );
  }
  for (const { name, nearness, loses } of neighbors)
    if (loses > 0) console.log(`${name} would lose ${loses} (nearness ${nearness.toFixed(2)})`);
  for (const { word, className } of collisions)
    console.log(styleText('yellow', `"${word}" is also a word of ${className}`));
}
