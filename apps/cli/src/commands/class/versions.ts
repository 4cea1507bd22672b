import {
  type CatalogueVersion,
  type ClassReport,
  type components,
  dataOf,
  type VersionDiff,
} from '@unseen/client';
import { Argument, type Command } from 'commander';
import { styleText } from 'node:util';
import { followEvaluation } from '../../evaluate/follow-evaluation.ts';
import { moment } from '../../output/moment.ts';
import { Progress } from '../../output/progress.ts';
import { printTable } from '../../output/table.ts';
import { print, sharedOf, wholeNumber } from '../shared.ts';

type ClassSettings = components['schemas']['ClassSettings'];

const version = wholeNumber(0, 2 ** 31 - 1);

/** `unseen class versions`, `diff`, `rollback`, `publish` and `serve`. */
export function addVersionCommands(group: Command): void {
  group
    .command('versions')
    .description('list the versions of the catalogue, newest first')
    .option('-n, --limit <n>', 'how many', wholeNumber(1, 500), 20)
    .action(async ({ limit }: { limit: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const query = { limit };
      const answer = dataOf(await http.GET('/v1/classes/versions', { params: { query } }));
      print(json, answer, ({ versions }) => printVersions(versions));
    });
  group
    .command('diff')
    .argument('<from>', 'version', version)
    .argument('<to>', 'version', version)
    .description('show what two versions differ in, and which items change class')
    .option('-c, --collection <name>', 'collection whose items are looked at')
    .action(async (from: number, to: number, options: { collection?: string }, command: Command) => {
      const { http, json } = sharedOf(command);
      const query = { from, to, collection: options.collection };
      print(json, dataOf(await http.GET('/v1/classes/diff', { params: { query } })), printDiff);
    });
  group
    .command('rollback')
    .argument('<version>', 'version to go back to', version)
    .description('make a new version that equals an earlier one')
    .action(async (to: number, _options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      const params = { path: { version: to } };
      const done = dataOf(await http.POST('/v1/classes/versions/{version}/rollback', { params }));
      print(json, done, () =>
        console.log(`${styleText('green', 'rolled back')} version ${done.version} equals version ${to}`),
      );
    });
  group
    .command('publish')
    .argument('<version>', 'version', version)
    .description('mark a version as the published one')
    .option(
      '--field <name>',
      'metadata field with the class of an item: publish only what is as good as before',
    )
    .option('--max-drop <share>', 'how much the harmonic mean may fall, 0 to 1')
    .option('-c, --collection <name>', 'collection whose items are judged')
    .action(async (which: number, options: Record<string, string | undefined>, command: Command) => {
      const { unseen, http, json } = sharedOf(command);
      const { field, collection } = options;
      const maxDrop = options.maxDrop === undefined ? undefined : Number(options.maxDrop);
      const params = { path: { version: which }, query: { field, maxDrop, collection } };
      // What is to be measured first is answered with the evaluation that does it.
      const { data: evaluation } = await http.POST('/v1/classes/versions/{version}/publish', { params });
      const report = evaluation && (await followEvaluation(unseen, evaluation, new Progress({ bar: !json })));
      print(json, { published: which, report }, () => {
        console.log(`${styleText('green', 'published')} version ${which}`);
        if (report) printComparison(report);
      });
    });
  group
    .command('serve')
    .addArgument(
      new Argument('[which]', 'latest: each change at once; published: the version published last').choices([
        'latest',
        'published',
      ] as const),
    )
    .description('set what keys without the scope admin see of the catalogue, or show it')
    .action(async (serves: ClassSettings['serves'] | undefined, _options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      const answer =
        serves === undefined
          ? await http.GET('/v1/classes/settings')
          : await http.PATCH('/v1/classes/settings', { body: { serves } });
      print(json, dataOf(answer), printSettings);
    });
}

function printSettings({ serves, version, published }: ClassSettings): void {
  const newest = `version ${version}, the newest`;
  const seen = serves === 'published' ? `version ${published}, published last` : newest;
  console.log(`Keys without the scope admin see ${seen}; keys with it see ${newest}.`);
}

function printVersions(versions: readonly CatalogueVersion[]): void {
  if (versions.length === 0) {
    console.log('No versions yet: the first class you add makes one.');
    return;
  }
  printTable(
    [
      { title: 'version', align: 'right' },
      { title: 'at' },
      { title: 'by', cut: true },
      { title: 'what' },
      { title: 'classes', align: 'right' },
      { title: '' },
    ],
    versions.map(({ version, at, actor, action, changed, published }) => [
      String(version),
      moment(at),
      actor,
      action,
      String(changed),
      published ? 'published' : '',
    ]),
  );
}

function printComparison({ items, figures, against }: ClassReport): void {
  const share = ({ top1 }: ClassReport['figures']) => (100 * top1.harmonic).toFixed(1);
  const before = against && `, ${share(against.figures)} in version ${against.figures.version}`;
  console.log(`On ${items} items, the harmonic mean is ${share(figures)}${before ?? ''}.`);
}

function printDiff({ added, removed, changed, moved }: VersionDiff): void {
  for (const { name } of added) console.log(styleText('green', `+ ${name}`));
  for (const { name } of removed) console.log(styleText('red', `- ${name}`));
  for (const { name, fields } of changed) console.log(`~ ${name}: ${fields.join(', ')}`);
  for (const { from, to, items } of moved)
    console.log(`${items} from ${from ?? 'no class'} to ${to ?? 'no class'}`);
}
