import { EVALUATION_FORMATS } from '@unseen/domain';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Leak } from '../split/find-leaks.ts';
import type { SplitOptions } from '../split/split-options.ts';
import { wantsJson, wholeNumber } from './shared.ts';

const LEAKS_SHOWN = 20;

/** `unseen split`: zero-shot splits, in which nothing trained on shows or names a held-out class. */
export function addSplitCommand(program: Command): void {
  program
    .command('split')
    .description('make (or check) a zero-shot split: nothing trained on shows or names a held-out class')
    .addOption(
      new Option('-f, --format <format>', 'format of the captions')
        .choices(EVALUATION_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption('-a, --annotations <file>', 'captions: token file, CSV, COCO captions or Karpathy JSON')
    .option('--instances <file>', 'COCO instances file: its categories are the classes')
    .option(
      '--classes <file>',
      'JSON with `{ "name", "synonyms", "seen" }` per class, as a catalogue is exported',
    )
    .option('--unseen <names>', 'classes to hold out, with commas', (text: string) =>
      text.split(',').map((name) => name.trim()),
    )
    .option('--unseen-count <number>', 'hold out so many classes, drawn by the seed', wholeNumber(1, 100_000))
    .option('--test-seen <share>', 'share of the other pictures to test on', share, 0.1)
    .option('--validation <share>', 'share of the other pictures to choose settings on', share, 0.1)
    .option('--mentions <number>', 'captions that must name a held-out class', wholeNumber(1, 100), 1)
    .option('--seed <number>', 'seed of the draw', wholeNumber(0, 2 ** 31), 0)
    .option('--name <name>', 'name of the split')
    .option('-o, --out <folder>', 'folder of the split')
    .option('--check <file>', 'check a split file for leaks instead of making one')
    .action(async (options: SplitOptions, command: Command) => {
      const json = wantsJson(command);
      const { checkSplit, writeSplit } = await import('../split/write-split.ts');
      if (options.check !== undefined) return report(await checkSplit(options, options.check), json);
      if (options.out === undefined) throw new Error('Name a folder for the split with --out.');
      const split = await writeSplit(options, resolve(options.out));
      if (json) console.log(JSON.stringify({ folder: resolve(options.out), ...split }));
      else {
        for (const [list, { pictures }] of Object.entries(split.lists))
          console.log(`${String(pictures).padStart(7)}  ${list}`);
        console.log(`${String(split.excluded).padStart(7)}  left out`);
        console.log(
          `${styleText('green', 'written')} ${resolve(options.out)}, held out: ${split.unseen.join(', ')}`,
        );
      }
    });
}

function report(leaks: readonly Leak[], json: boolean): void {
  if (json) console.log(JSON.stringify({ leaks }));
  else if (leaks.length === 0)
    console.log(`${styleText('green', 'ok')} nothing trained on shows or names a held-out class`);
  else {
    console.log(styleText('red', `${leaks.length} leaks:`));
    for (const leak of leaks.slice(0, LEAKS_SHOWN))
      console.log(`  ${leak.id}: ${leak.class}${leak.caption ? `: ${leak.caption}` : ''}`);
  }
  if (leaks.length > 0) process.exitCode = 1;
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value < 1))
    throw new InvalidArgumentError('It must be a number from 0 to below 1.');
  return value;
}
