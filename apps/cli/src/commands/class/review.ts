import type { Command } from 'commander';
import { styleText } from 'node:util';
import { printTable } from '../../output/table.ts';
import { print, queryOf, sharedOf, wholeNumber } from '../shared.ts';

interface Unknown {
  readonly looked: number;
  readonly clusters: readonly {
    readonly items: number;
    readonly examples: readonly { readonly id: string; readonly caption?: string }[];
    readonly proposal: { readonly name: string; readonly exemplars?: readonly string[] };
  }[];
}

interface Mismatches {
  readonly looked: number;
  readonly pairs: readonly { id: string; caption: string; deviation: number }[];
}

interface Retags {
  readonly collections: readonly {
    readonly collection: string;
    readonly state: string;
    readonly version: number;
    readonly classes: number;
    readonly classesDone: number;
    readonly touched: number;
    readonly changed: number;
  }[];
}

interface Reviewed {
  readonly collection?: string;
}

/** `unseen class unknown`, `mismatches` and `tags`. */
export function addReviewCommands(group: Command): void {
  ofCollection(group.command('unknown'))
    .description('group the items that no class explains, with a class proposed for each group')
    .option('-n, --groups <number>', 'groups to make', wholeNumber(1, 50), 12)
    .action(async ({ collection, groups }: Reviewed & { groups: number }, command: Command) => {
      const { api, json } = sharedOf(command);
      const query = queryOf({ collection, clusters: groups });
      const answer = await api.send<Unknown>('GET', `/v1/classes/unknown?${query}`);
      print(json, answer, () => printUnknown(answer));
    });
  ofCollection(group.command('mismatches'))
    .description('list pictures whose captions fit worst')
    .option('-n, --limit <number>', 'pictures to list', wholeNumber(1, 500), 20)
    .action(async (options: Reviewed & { limit: number }, command: Command) => {
      const { api, json } = sharedOf(command);
      const answer = await api.send<Mismatches>('GET', `/v1/classes/mismatches?${queryOf({ ...options })}`);
      print(json, answer, () => printMismatches(answer));
    });
  group
    .command('tags')
    .description('say how far the tags of stored items have come')
    .action(async (_options: object, command: Command) => {
      const { api, json } = sharedOf(command);
      const answer = await api.send<Retags>('GET', '/v1/classes/retag');
      print(json, answer, () => printRetags(answer));
    });
}

function ofCollection(command: Command): Command {
  return command.option('-c, --collection <name>', 'collection to look at');
}

function printUnknown({ looked, clusters }: Unknown): void {
  if (clusters.length === 0) console.log(styleText('green', `A class explains each of ${looked} items.`));
  for (const { items, examples, proposal } of clusters) {
    console.log(`${styleText('bold', proposal.name)} ${items} items`);
    console.log(styleText('dim', `  ${examples.map(({ id }) => id).join(', ')}`));
    const exemplars = (proposal.exemplars ?? []).join(' ');
    if (exemplars !== '') console.log(`  unseen class add "${proposal.name}" --exemplar ${exemplars}`);
  }
}

function printMismatches({ looked, pairs }: Mismatches): void {
  if (pairs.length === 0) {
    console.log(styleText('green', `No caption of ${looked} stands out as wrong.`));
    return;
  }
  printTable(
    [
      { title: 'id', cut: true },
      { title: 'fits', align: 'right' },
      { title: 'caption', cut: true },
    ],
    pairs.map(({ id, caption, deviation }) => [id, deviation.toFixed(1), caption]),
  );
}

function printRetags({ collections }: Retags): void {
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
