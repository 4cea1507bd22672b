import { type ClassAccuracy, type ClassReport, type components, dataOf, type Http } from '@unseen/client';
import type { Command } from 'commander';
import { styleText } from 'node:util';
import { followEvaluation } from '../../evaluate/follow-evaluation.ts';
import { allPrintable } from '../../output/printable.ts';
import { Progress } from '../../output/progress.ts';
import { printTable } from '../../output/table.ts';
import { print, sharedOf, wholeNumber } from '../shared.ts';

type Calibration = components['schemas']['Calibration'];

interface EvaluateOptions {
  readonly field: string;
  readonly collection?: string;
  readonly asOf?: number;
  readonly against?: number;
}

const version = wholeNumber(0, 2 ** 31 - 1);

/** `unseen class lint`, `calibrate` and `evaluate`. */
export function addQualityCommands(group: Command): void {
  group
    .command('lint')
    .description('list classes that collide, hardly differ, or have no items')
    .option('-c, --collection <name>', 'collection to look at')
    .action(async (options: { collection?: string }, command: Command) => {
      const { http, json } = sharedOf(command);
      const answer = dataOf(await http.GET('/v1/classes/lint', { params: { query: { ...options } } }));
      const behind = await tagsBehind(http, options.collection);
      print(json, answer, ({ findings }) => {
        for (const { className, detail } of findings)
          console.log(`${styleText('bold', className)} ${detail}`);
        if (findings.length === 0) console.log(styleText('green', 'Nothing to fix.'));
        for (const { collection, classesDone, classes } of allPrintable(behind))
          console.log(
            styleText(
              'yellow',
              `Items of ${collection} are being tagged, ${classesDone} of ${classes} classes so far: counts of items are not final. See: unseen class tags`,
            ),
          );
      });
    });
  group
    .command('calibrate')
    .description('learn the balance of seen and unseen classes from the exemplars of seen ones')
    .option('-c, --collection <name>', 'collection to calibrate for')
    .action(async (options: { collection?: string }, command: Command) => {
      const { http, json } = sharedOf(command);
      const { collection } = options;
      const learned = dataOf(await http.POST('/v1/classes/calibrate', { body: { collection } }));
      print(json, learned, printCalibrated);
    });
  group
    .command('evaluate')
    .description('measure the classes on items whose metadata says what they are')
    .requiredOption('--field <name>', 'metadata field with the name of the class')
    .option('-c, --collection <name>', 'collection to look at')
    .option('--as-of <version>', 'version to measure', version)
    .option('--against <version>', 'version to compare with', version)
    .action(async (options: EvaluateOptions, command: Command) => {
      const { unseen, http, json } = sharedOf(command);
      const { field, collection, asOf, against } = options;
      const body = { field, collection, asOf, against };
      const evaluation = dataOf(await http.POST('/v1/evaluations/classes', { body }));
      print(json, await followEvaluation(unseen, evaluation, new Progress({ bar: !json })), printReport);
    });
}

/** Collections whose items do not have all their tags yet. */
async function tagsBehind(http: Http, only: string | undefined): Promise<components['schemas']['Retag'][]> {
  const { collections } = dataOf(await http.GET('/v1/classes/retag'));
  return collections.filter(
    ({ collection, state }) => state !== 'current' && (only === undefined || collection === only),
  );
}

function printCalibrated({ items, seenFactor, harmonicBefore, harmonicAfter }: Calibration): void {
  const [before, after] = [harmonicBefore, harmonicAfter].map((share) => (100 * share).toFixed(1));
  console.log(`${styleText('green', 'calibrated')} seen classes give up ${seenFactor.toFixed(1)}`);
  console.log(`On ${items} pictures held out, the harmonic mean goes from ${before} to ${after}.`);
}

function printReport({ items, unlabelled, figures, against }: ClassReport): void {
  const rows: string[][] = [];
  const add = (name: string, { seen, unseen, harmonic }: ClassAccuracy) =>
    rows.push([name, ...[seen, unseen, harmonic].map((share) => (100 * share).toFixed(1))]);
  add('top-1', figures.top1);
  add('top-5', figures.top5);
  add('top-1, not calibrated', figures.uncalibrated);
  if (against) add(`top-1, version ${against.figures.version}`, against.figures.top1);
  printTable(
    [{ title: 'percent' }, ...['seen', 'unseen', 'H'].map((title) => ({ title, align: 'right' as const }))],
    rows,
  );
  console.log(
    `${items} items, ${unlabelled} without a class of the catalogue; AUSUC ${(100 * figures.ausuc).toFixed(1)}`,
  );
}
