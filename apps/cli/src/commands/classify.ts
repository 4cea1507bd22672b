import type { Classification } from '@unseen/client';
import type { Command } from 'commander';
import { styleText } from 'node:util';
import { printTable } from '../output/table.ts';
import { pictureBlob } from '../platform/file-blob.ts';
import { print, sharedOf, versionOrPublished, wholeNumber } from './shared.ts';

interface ClassifyOptions {
  readonly image?: string;
  readonly item?: string;
  readonly collection?: string;
  readonly limit?: number;
  readonly asOf?: number | 'published';
}

/** Why no class explains a thing, in words. */
const REASONS: Readonly<Record<NonNullable<Classification['reason']>, string>> = {
  no_classes: 'there are no classes; add one with `unseen class add <name>`',
  distance: 'it is far from all of them',
  margin: 'it lies between two of them',
};

/** `unseen classify`: the class of a picture, of a stored item, or of words. */
export function addClassifyCommand(program: Command): void {
  program
    .command('classify [words...]')
    .description('name the class of a picture, of a stored item, or of words')
    .option('-i, --image <file>', 'a picture')
    .option('--item <id>', 'a stored item')
    .option('-c, --collection <name>', 'collection whose items classes are judged against')
    .option('-n, --limit <number>', 'classes to name', wholeNumber(1, 100))
    .option('--as-of <version>', 'an earlier version of the catalogue, or published', versionOrPublished)
    .action(async (words: string[], options: ClassifyOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const { image: file, item: itemId, collection, limit, asOf } = options;
      const text = words.length > 0 ? words.join(' ') : undefined;
      const image = await pictureBlob(file);
      print(json, await unseen.classify({ text, itemId, collection, limit, asOf, image }), show);
    });
}

function show({ classes, unknown, reason, warnings = [] }: Classification): void {
  for (const { detail } of warnings) console.error(styleText('yellow', detail));
  if (unknown)
    console.log(
      `No class explains it: ${reason === undefined ? 'it is like none of them' : REASONS[reason]}.`,
    );
  if (classes.length === 0) return;
  printTable(
    [{ title: 'class', cut: true }, { title: 'percent', align: 'right' }, { title: '' }],
    classes.map(({ name, seen, probability }) => [
      name,
      (100 * probability).toFixed(1),
      seen ? 'seen' : 'unseen',
    ]),
  );
}
