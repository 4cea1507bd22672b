import type { Command } from 'commander';
import { styleText } from 'node:util';
import { print, sharedOf } from '../shared.ts';
import { printTable } from '../../output/table.ts';
import { showClass } from './show-class.ts';
import { addQualityCommands } from './quality.ts';
import { addReviewCommands } from './review.ts';
import { addTransferCommands } from './transfer.ts';
import { addVersionCommands } from './versions.ts';
import {
  allClasses,
  bodyOf,
  type ClassEntry,
  type ClassOptions,
  findClass,
  withClassOptions,
} from './shared.ts';

interface Preview {
  readonly items: number;
  readonly examples: readonly {
    id: string;
    caption?: string;
    probability: number;
    from?: { name: string };
  }[];
  readonly neighbors: readonly { name: string; nearness: number; loses: number }[];
  readonly collisions: readonly { word: string; className: string }[];
}

/** `unseen class`: categories that work at once, with no retraining. */
export function addClassCommands(program: Command): void {
  const group = program
    .command('class')
    .description('categories: add one and it works at once; look at them, change them, go back');
  withClassOptions(group.command('add <name>').description('add a class; it works at once')).action(
    async (name: string, options: ClassOptions, command: Command) => {
      const { api, json } = sharedOf(command);
      const made = await api.send<ClassEntry>('POST', '/v1/classes', {
        json: { seen: false, ...(await bodyOf(options)), name },
      });
      print(json, made, () => say('added', made));
    },
  );
  group
    .command('list [words...]')
    .description('list classes, or those whose name or synonyms hold some words')
    .action(async (words: string[], _options: object, command: Command) => {
      const { api, json } = sharedOf(command);
      const answer = await allClasses(api, words.join(' '));
      print(json, answer, () => table(answer.classes));
    });
  group
    .command('show <class>')
    .description('show a class, by its name or id')
    .action(async (which: string, _options: object, command: Command) => {
      const { api, json } = sharedOf(command);
      const { id } = await findClass(api, which);
      const entry = await api.send<ClassEntry>('GET', `/v1/classes/${encodeURIComponent(id)}`);
      print(json, entry, () => showClass(entry));
    });
  withClassOptions(
    group
      .command('edit <class>')
      .description('change what the options name')
      .option('--name <name>', 'new name'),
  ).action(async (which: string, options: ClassOptions & { name?: string }, command: Command) => {
    const { api, json } = sharedOf(command);
    const { id } = await findClass(api, which);
    const body = { ...(await bodyOf(options)), name: options.name };
    const changed = await api.send<ClassEntry>('PATCH', `/v1/classes/${encodeURIComponent(id)}`, {
      json: body,
    });
    print(json, changed, () => say('changed', changed));
  });
  group
    .command('remove <class>')
    .description('remove a class')
    .action(async (which: string, _options: object, command: Command) => {
      const { api, json } = sharedOf(command);
      const entry = await findClass(api, which);
      await api.send('DELETE', `/v1/classes/${encodeURIComponent(entry.id)}`);
      print(json, { removed: entry.id }, () => say('removed', entry));
    });
  withClassOptions(
    group
      .command('preview <name>')
      .description('show which items a class would carry, without making it')
      .option('--in <collection>', 'collection to look at'),
  ).action(async (name: string, options: ClassOptions & { in?: string }, command: Command) => {
    const { api, json } = sharedOf(command);
    const body = { seen: false, ...(await bodyOf(options)), name, in: options.in };
    const preview = await api.send<Preview>('POST', '/v1/classes/preview', { json: body });
    print(json, preview, () => printPreview(preview));
  });
  addTransferCommands(group);
  addVersionCommands(group);
  addQualityCommands(group);
  addReviewCommands(group);
}

function say(what: string, entry: Pick<ClassEntry, 'name' | 'id'> & Partial<ClassEntry>): void {
  console.log(`${styleText('green', what)} ${entry.name} ${styleText('dim', entry.id)}`);
  for (const { word, className } of entry.collisions ?? [])
    console.log(styleText('yellow', `"${word}" is also a word of ${className}`));
}

function table(classes: readonly ClassEntry[]): void {
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

function printPreview({ items, examples, neighbors, collisions }: Preview): void {
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
