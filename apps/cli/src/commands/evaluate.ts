import { loadConfig } from '@unseen/config';
import {
  DEFAULT_CANDIDATES,
  EVALUATION_FORMATS,
  EVALUATION_METHODS,
  type EvaluationFormat,
  type EvaluationMethod,
  type EvaluationRequest,
} from '@unseen/domain';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { printResult } from '../evaluate/print-result.ts';
import { runEvaluation } from '../evaluate/run-evaluation.ts';
import { wantsJson, wholeNumber } from './shared.ts';

interface EvaluateOptions {
  readonly format: EvaluationFormat;
  readonly images: string;
  readonly annotations: string;
  readonly split?: string;
  readonly methods: EvaluationMethod[];
  readonly candidates: number | 'all';
  readonly report?: string;
  /** A file, or true for standard output. */
  readonly json?: string | true;
}

/** `unseen evaluate`: retrieval quality of the model pack on captioned pictures; needs no running platform. */
export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .description(
      'measure retrieval on captioned pictures, with the code that serves; needs no running platform',
    )
    .addOption(
      new Option('-f, --format <format>', 'format of the annotations')
        .choices(EVALUATION_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption('-i, --images <folder>', 'folder of the pictures')
    .requiredOption('-a, --annotations <file>', 'captions: token file, CSV, COCO captions or Karpathy JSON')
    .option('-s, --split <file>', 'list of picture names, a file of `unseen split`, or a Karpathy split name')
    .addOption(
      new Option('-m, --methods <list>', 'inn, self, imfa, with commas')
        .argParser(methodList)
        .default([...EVALUATION_METHODS], 'all three'),
    )
    .option(
      '--candidates <number>',
      'candidates re-scored per query, or "all"',
      candidateCount,
      DEFAULT_CANDIDATES,
    )
    .option('--report <file>', 'write an HTML page with the figures and the clearest wins and losses')
    .option('--json [file]', 'write the figures as JSON, to a file or to standard output')
    .action(async (options: EvaluateOptions, command: Command) => {
      const json = options.json ?? wantsJson(command);
      const { result, report } = await runEvaluation(requestOf(options), loadConfig(), {
        progress: json !== true,
        report: options.report !== undefined,
      });
      if (options.report !== undefined) await writeFile(options.report, report!);
      if (typeof json === 'string') await writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
      if (json === true) console.log(JSON.stringify(result));
      else {
        printResult(result);
        if (typeof json === 'string') console.log(styleText('dim', `written to ${json}`));
      }
    });
}

function requestOf({
  format,
  images,
  annotations,
  split,
  methods,
  candidates,
}: EvaluateOptions): EvaluationRequest {
  return {
    source: { format, images: resolve(images), annotations: resolve(annotations), split },
    methods,
    candidates,
  };
}

/** The methods named, each once, the plain one first. */
function methodList(text: string): EvaluationMethod[] {
  const named = text.split(',').map((name) => name.trim().toLowerCase());
  const unknown = named.find((name) => !EVALUATION_METHODS.some((method) => method === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`"${unknown}" is not one of ${EVALUATION_METHODS.join(', ')}.`);
  }
  return EVALUATION_METHODS.filter((method) => named.includes(method));
}

function candidateCount(text: string): number | 'all' {
  return text === 'all' ? 'all' : wholeNumber(1, 1_000_000)(text);
}
