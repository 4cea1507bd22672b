import { dataOf } from '@unseen/client';
import { type Command, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { fileBlob } from '../../platform/file-blob.ts';
import { sharedOf } from '../shared.ts';

interface ExportOptions {
  readonly format?: 'json' | 'csv';
  readonly safe?: boolean;
}

/** `unseen class import` and `unseen class export`. */
export function addTransferCommands(group: Command): void {
  group
    .command('import <file>')
    .description('import classes from a .json, .csv, .tsv or .xlsx file: all of it, or nothing')
    .option('--replace', 'remove the classes the file lacks', false)
    .action(async (file: string, options: { replace: boolean }, command: Command) => {
      const { http, json } = sharedOf(command);
      const type = file.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv';
      const mode = options.replace ? 'replace' : 'merge';
      const blob = await fileBlob(file, type);
      const done = dataOf(
        await http.POST('/v1/classes/import', {
          params: { query: { mode } },
          body: '',
          bodySerializer: () => blob,
          headers: { 'content-type': type },
        }),
      );
      if (json) console.log(JSON.stringify(done));
      else {
        const { added, changed, unchanged, removed, warnings = [] } = done;
        for (const { detail } of warnings) console.error(styleText('yellow', detail));
        console.log(
          `${styleText('green', 'imported')} ${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed`,
        );
      }
    });
  group
    .command('export [file]')
    .description('export all classes to a .json or .csv file, or to standard output')
    .addOption(new Option('-f, --format <format>', 'json or csv').choices(['json', 'csv']))
    .option('--safe', 'CSV for a spreadsheet: no cell is taken for a formula; not for importing again')
    .action(async (file: string | undefined, options: ExportOptions, command: Command) => {
      const { http } = sharedOf(command);
      const format = options.format ?? (file?.toLowerCase().endsWith('.csv') ? 'csv' : 'json');
      const { data: text = '' } = await http.GET('/v1/classes/export', {
        params: { query: { format, safe: options.safe } },
        parseAs: 'text',
      });
      if (file === undefined) process.stdout.write(text);
      else await writeFile(file, text);
    });
}
