import { dataOf, type components } from '@unseen/client';
import type { Command } from 'commander';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, sharedOf, wholeNumber } from './shared.ts';

/** `unseen audit`: who did what, and when. */
export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('who changed what, and when: the newest entries of the audit log')
    .option('-n, --limit <number>', 'entries to list', wholeNumber(1, 1_000), 50)
    .action(async ({ limit }: { limit: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const answer = dataOf(await http.GET('/v1/audit', { params: { query: { limit } } }));
      print(json, answer, ({ lines }) => {
        if (lines.length === 0) console.log('Nothing was changed yet.');
        else printLines(lines);
      });
    });
}

function printLines(lines: components['schemas']['AuditLog']['lines']): void {
  printTable(
    [{ title: 'when' }, { title: 'who' }, { title: 'did' }, { title: 'to', cut: true }],
    lines.map(({ at, actor, action, subject }) => [moment(at), actor, action, subject]),
  );
}
