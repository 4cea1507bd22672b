import { type components, dataOf } from '@unseen/client';
import type { Command } from 'commander';
import { styleText } from 'node:util';
import { printTable } from '../../output/table.ts';
import { print, sharedOf, wholeNumber } from '../shared.ts';

type Answers = components['schemas'];

interface Reviewed {
  readonly collection?: string;
}

/** `unseen class unknown`, `dismiss`, `mismatches` and `tags`. */
export function addReviewCommands(group: Command): void {
  ofCollection(group.command('unknown'))
    .description('group the items that no class explains, with a class proposed for each group')
    .option('-n, --groups <number>', 'groups to make', wholeNumber(1, 50), 12)
    .action(async ({ collection, groups }: Reviewed & { groups: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const query = { collection, clusters: groups };
      print(json, dataOf(await http.GET('/v1/classes/unknown', { params: { query } })), printUnknown);
    });
  ofCollection(group.command('dismiss'))
    .description('propose no class for items any more, until they change')
    .argument('[ids...]', 'items of a group of `unseen class unknown`')
    .option('--take-back', 'take back what was dismissed in the collection instead')
    .action(async (ids: string[], options: Reviewed & { takeBack?: boolean }, command: Command) => {
      const { http, json } = sharedOf(command);
      const { collection } = options;
      const { items } = options.takeBack
        ? dataOf(await http.DELETE('/v1/classes/unknown/dismissals', { params: { query: { collection } } }))
        : dataOf(await http.POST('/v1/classes/unknown/dismissals', { body: { collection, ids } }));
      print(json, { items }, () =>
        console.log(`${items} items ${options.takeBack ? 'taken back' : 'dismissed'}.`),
      );
    });
  ofCollection(group.command('mismatches'))
    .description('list pictures that their captions match least')
    .option('-n, --limit <number>', 'pictures to list', wholeNumber(1, 500), 20)
    .action(async ({ collection, limit }: Reviewed & { limit: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const query = { collection, limit };
      print(json, dataOf(await http.GET('/v1/classes/mismatches', { params: { query } })), printMismatches);
    });
  group
    .command('tags')
    .description('say how far the tags of stored items have come')
    .action(async (_options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      print(json, dataOf(await http.GET('/v1/classes/retag')), printRetags);
    });
}

function ofCollection(command: Command): Command {
  return command.option('-c, --collection <name>', 'collection to look at');
}

function printUnknown({ looked, clusters }: Answers['UnknownLane']): void {
  if (clusters.length === 0) console.log(styleText('green', `A class explains each of ${looked} items.`));
  for (const { items, examples, proposal } of clusters) {
    console.log(`${styleText('bold', proposal.name)} ${items} items`);
    console.log(styleText('dim', `  ${examples.map(({ id }) => id).join(', ')}`));
    const exemplars = (proposal.exemplars ?? []).join(' ');
    if (exemplars !== '') console.log(`  unseen class add "${proposal.name}" --exemplar ${exemplars}`);
  }
}

function printMismatches({ looked, pairs }: Answers['MismatchList']): void {
  if (pairs.length === 0) {
    console.log(styleText('green', `No caption of ${looked} stands out as wrong.`));
    return;
  }
  printTable(
    [
      { title: 'id', cut: true },
      { title: 'match', align: 'right' },
      { title: 'caption', cut: true },
    ],
    pairs.map(({ id, caption, match }) => [id, match.toFixed(3), caption]),
  );
}

function printRetags({ collections }: Answers['RetagList']): void {
  if (collections.length === 0) {
    console.log('Nothing to tag yet.');
    return;
  }
  printTable(
    [
      { title: 'collection', cut: true },
      { title: 'state' },
      { title: 'version', align: 'right' },
      { title: 'classes', align: 'right' },
      { title: 'looked at', align: 'right' },
      { title: 'changed', align: 'right' },
    ],
    collections.map(({ collection, state, version, classes, classesDone, touched, changed }) => [
      collection,
      state,
      String(version),
      `${classesDone} of ${classes}`,
      String(touched),
      String(changed),
    ]),
  );
}
