import type { Command } from 'commander';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, queryOf, sharedOf, wholeNumber } from './shared.ts';

interface AuditLine {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

/** `unseen audit`: who did what, and when. */
export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('who did what, and when: the newest administrative acts')
    .option('-n, --limit <number>', 'acts to list', wholeNumber(1, 1_000), 50)
    .action(async ({ limit }: { limit: number }, command: Command) => {
      const { api, json } = sharedOf(command);
      const answer = await api.send<{ lines: AuditLine[] }>('GET', `/v1/audit?${queryOf({ limit })}`);
      print(json, answer, () => {
        if (answer.lines.length === 0) console.log('Nothing was done yet.');
        else printLines(answer.lines);
      });
    });
}

function printLines(lines: readonly AuditLine[]): void {
  printTable(
    [{ title: 'when' }, { title: 'who' }, { title: 'did' }, { title: 'to', cut: true }],
    lines.map(({ at, actor, action, subject }) => [moment(at), actor, action, subject]),
  );
}
