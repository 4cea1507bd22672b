import { type ClassEvaluation, dataOf, type Evaluation } from '@unseen/client';
import {
  EVALUATION_FORMATS,
  EVALUATION_METHODS,
  type EvaluationFormat,
  type EvaluationMethod,
} from '@unseen/domain';
import type { EvaluationResult } from '@unseen/evaluation';
import { type Command, Option } from 'commander';
import { styleText } from 'node:util';
import { printResult } from '../evaluate/print-result.ts';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, sharedOf, wholeNumber } from './shared.ts';

interface StartOptions {
  readonly format: EvaluationFormat;
  readonly images: string;
  readonly annotations: string;
  readonly split?: string;
  readonly methods?: EvaluationMethod[];
  readonly candidates?: number;
}

interface Which {
  readonly classes?: boolean;
}

/** `unseen evaluation start | list | show | remove`: those that a platform makes and keeps. */
export function addEvaluationCommands(program: Command): void {
  const evaluation = program
    .command('evaluation')
    .description('evaluations the platform makes and keeps, of retrieval or of classes');
  evaluation
    .command('start')
    .description('measure retrieval on captioned pictures the platform can read, in the background')
    .addOption(
      new Option('-f, --format <format>', 'format of the annotations')
        .choices(EVALUATION_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption('-i, --images <folder>', 'folder of the pictures, below UNSEEN_IMPORT_ROOT')
    .requiredOption('-a, --annotations <file>', 'captions, below UNSEEN_IMPORT_ROOT')
    .option('-s, --split <file>', 'list of picture names, or a Karpathy split name')
    .addOption(new Option('-m, --methods <names...>', 'methods to compare').choices(EVALUATION_METHODS))
    .option('--candidates <number>', 'candidates re-scored per query', wholeNumber(1, 1_000_000))
    .action(async ({ methods, candidates, ...source }: StartOptions, command: Command) => {
      const { http, json } = sharedOf(command);
      const body = { source, methods, candidates };
      print(json, dataOf(await http.POST('/v1/evaluations', { body })), ({ id }) =>
        console.log(`${styleText('green', 'started')} ${id}; see: unseen evaluation show ${id}`),
      );
    });
  ofClasses(evaluation.command('list'))
    .description('list the newest evaluations')
    .action(async ({ classes }: Which, command: Command) => {
      const { http, json } = sharedOf(command);
      const found = dataOf(await http.GET(classes === true ? '/v1/evaluations/classes' : '/v1/evaluations'));
      print(json, found, ({ evaluations }) => printEvaluations(evaluations));
    });
  ofClasses(evaluation.command('show <id>'))
    .description('show how far an evaluation is, or its figures')
    .action(async (id: string, { classes }: Which, command: Command) => {
      const { http, json } = sharedOf(command);
      const params = { path: { id } };
      if (classes === true) {
        const found = dataOf(await http.GET('/v1/evaluations/classes/{id}', { params }));
        print(json, found, (shown) => printEvaluations([shown]));
        return;
      }
      print(json, dataOf(await http.GET('/v1/evaluations/{id}', { params })), (found) => {
        // Its figures are described in the guide; the document says of them only that they are an object.
        if (found.result) printResult(found.result as unknown as EvaluationResult);
        else printEvaluations([found]);
      });
    });
  ofClasses(evaluation.command('remove <id>'))
    .description('remove an evaluation; one that runs is ended')
    .action(async (id: string, { classes }: Which, command: Command) => {
      const { http, json } = sharedOf(command);
      const params = { path: { id } };
      await http.DELETE(classes === true ? '/v1/evaluations/classes/{id}' : '/v1/evaluations/{id}', {
        params,
      });
      print(json, { removed: id }, ({ removed }) =>
        console.log(`${styleText('green', 'removed')} ${removed}`),
      );
    });
}

function ofClasses(command: Command): Command {
  return command.option('--classes', 'of classes, in place of retrieval');
}

function printEvaluations(evaluations: readonly (Evaluation | ClassEvaluation)[]): void {
  printTable(
    [{ title: 'id' }, { title: 'state' }, { title: 'done', align: 'right' }, { title: 'made' }],
    evaluations.map(({ id, state, done, total, createdAt }) => [
      id,
      state,
      total === null ? String(done) : `${done} of ${total}`,
      moment(createdAt),
    ]),
  );
}
