import { type components, dataOf, type Http, type ModelStatus } from '@unseen/client';
import type { Command } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { inBytes, inTime } from '../output/amounts.ts';
import { EXIT } from '../output/exit-code.ts';
import { allPrintable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';
import { sharedOf, wholeNumber } from './shared.ts';

interface SwitchOptions {
  readonly acceptFailures?: boolean;
  readonly dryRun?: boolean;
  readonly wait: boolean;
}

const POLL_MS = 500;

/** `unseen model switch | status | failures | cancel`: which pack a running platform uses. */
export function addModelSwitchCommands(model: Command): void {
  model
    .command('switch <pack>')
    .description(
      'go over to another model pack while searches go on; it takes the first key, the one in UNSEEN_API_KEY of the platform',
    )
    .option('--accept-failures', 'leave items behind that cannot be embedded')
    .option('--no-wait', 'begin and return at once')
    .option('--dry-run', 'only say how long it would take, how much room, and what would fail')
    .action(async (pack: string, options: SwitchOptions, command: Command) => {
      if (options.dryRun) return dryRun(command, pack);
      const body = { pack, acceptFailures: options.acceptFailures };
      const state = await show(command, async (http, json) => {
        const begun = dataOf(await http.POST('/v1/model/switch', { body }));
        return options.wait ? follow(http, !json) : begun;
      });
      if (!options.wait) return;
      if (state.switch?.state !== 'completed') process.exitCode = EXIT.failed;
      else if (state.switch.failed > 0) process.exitCode = EXIT.partly;
    });
  model
    .command('status')
    .description('show the model pack in use, those to choose from, and how the last switch stands')
    .action(async (_options: unknown, command: Command) => {
      await show(command, async (http) => dataOf(await http.GET('/v1/model')));
    });
  model
    .command('failures')
    .description('list what the last switch could not embed, and why')
    .option('-n, --limit <number>', 'failures to list', wholeNumber(1, 1_000), 100)
    .action(async ({ limit }: { limit: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const found = dataOf(await http.GET('/v1/model/switch/failures', { params: { query: { limit } } }));
      if (json) console.log(JSON.stringify(found));
      else listFailures(allPrintable(found).failures);
    });
  model
    .command('cancel')
    .description('cancel a switch while searches still use the former pack')
    .action(async (_options: unknown, command: Command) => {
      await show(command, async (http) => dataOf(await http.POST('/v1/model/switch/cancel')));
    });
}

/** Has the platform try a pack on some of its items, and prints what came of it. */
async function dryRun(command: Command, pack: string): Promise<void> {
  const { http, json } = sharedOf(command);
  const trial = dataOf(await http.POST('/v1/model/switch/dry-run', { body: { pack } }));
  if (trial.failures.length > 0) process.exitCode = EXIT.partly;
  if (json) {
    console.log(JSON.stringify(trial));
    return;
  }
  const { from, to, items, embedded, tried, failures, seconds, vectorBytes } = allPrintable(trial);
  console.log(
    `from ${styleText('bold', from)} to ${styleText('bold', to)}: ${items - embedded} of ${items} items would be embedded`,
  );
  if (tried === 0) return;
  console.log(
    `about ${inTime(seconds)} in one process such as that of the platform, and ${inBytes(vectorBytes)} of vectors beside those in use`,
  );
  console.log(`${tried} were tried, ${failures.length} failed`);
  listFailures(failures);
}

/** Sends a request and prints how things stand after it. */
async function show(
  command: Command,
  request: (http: Http, json: boolean) => Promise<ModelStatus>,
): Promise<ModelStatus> {
  const { http, json } = sharedOf(command);
  const state = await request(http, json);
  if (json) console.log(JSON.stringify(state));
  else await print(http, allPrintable(state));
  return state;
}

/** Shows progress until the switch is over, or waits for a decision. */
export async function follow(http: Http, bar: boolean): Promise<ModelStatus> {
  const progress = new Progress({ bar });
  const started = Date.now();
  let first: number | undefined;
  try {
    for (;;) {
      const state = dataOf(await http.GET('/v1/model'));
      const { items, embedded, failed, waiting, state: stage } = state.switch!;
      first ??= embedded;
      const itemsPerSecond = (embedded - first) / Math.max(1, (Date.now() - started) / 1_000);
      const left = items - embedded - failed;
      progress.show({
        total: items,
        done: embedded,
        failed,
        skipped: 0,
        itemsPerSecond,
        etaSeconds: itemsPerSecond > 0 ? left / itemsPerSecond : null,
      });
      if (waiting || stage === 'completed' || stage === 'cancelled') return state;
      await sleep(POLL_MS);
    }
  } finally {
    progress.stop();
  }
}

/** Prints which pack is in use and how the last switch stands. */
export async function print(http: Http, { pack, packs, switch: last }: ModelStatus): Promise<void> {
  console.log(`${styleText('bold', pack)} is in use; there are ${packs.join(', ')}`);
  if (last === undefined) return;
  const { from, to, state, items, embedded, failed, waiting, calibrationsDue } = last;
  console.log(
    `switch from ${from} to ${to} ${styleText('bold', state)}: ${embedded} of ${items} items embedded, ${failed} failed`,
  );
  if (calibrationsDue > 0)
    console.log(`${calibrationsDue} calibrations of catalogues are being learned again`);
  if (failed > 0) await printFailures(http, failed);
  if (waiting) {
    console.log(
      `Searches stay with ${from}. Go on without the failed items: ${styleText('cyan', `unseen model switch ${to} --accept-failures`)}, or cancel the switch: ${styleText('cyan', 'unseen model cancel')}`,
    );
  }
}

async function printFailures(http: Http, failed: number): Promise<void> {
  const answer = dataOf(await http.GET('/v1/model/switch/failures', { params: { query: { limit: 10 } } }));
  const { failures } = allPrintable(answer);
  listFailures(failures);
  if (failed > failures.length) console.log(styleText('dim', `  and ${failed - failures.length} more`));
}

function listFailures(failures: components['schemas']['ModelSwitchFailureList']['failures']): void {
  for (const { tenant, collection, id, code, reason } of failures) {
    console.log(`  ${styleText('red', code)} ${tenant}/${collection}/${id}: ${reason}`);
  }
}
