import type { Command } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import type { Api } from '../http/api.ts';
import { Progress } from '../output/progress.ts';
import { sharedOf } from './shared.ts';

interface ModelSwitch {
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly items: number;
  readonly embedded: number;
  readonly failed: number;
  readonly waiting: boolean;
  readonly calibrationsDue: number;
}

interface Model {
  readonly pack: string;
  readonly packs: readonly string[];
  readonly switch?: ModelSwitch;
}

interface Failure {
  readonly tenant: string;
  readonly collection: string;
  readonly id: string;
  readonly code: string;
  readonly reason: string;
}

interface SwitchOptions {
  readonly acceptFailures?: boolean;
  readonly wait: boolean;
}

const POLL_MS = 500;

/** `unseen model switch | status | cancel`: which pack a running platform uses. */
export function addModelSwitchCommands(model: Command): void {
  model
    .command('switch <pack>')
    .description(
      'go over to another model pack while searches go on; asks the platform with the operator key',
    )
    .option('--accept-failures', 'leave items behind that cannot be embedded')
    .option('--no-wait', 'begin and return at once')
    .action(async (pack: string, options: SwitchOptions, command: Command) => {
      const body = { pack, acceptFailures: options.acceptFailures };
      const state = await show(command, async (api, json) => {
        const begun = await api.send<Model>('POST', '/v1/model/switch', { json: body });
        return options.wait ? follow(api, !json) : begun;
      });
      if (options.wait && state.switch?.state !== 'completed') process.exitCode = 1;
    });
  model
    .command('status')
    .description('show the model pack in use, those to choose from, and how the last switch stands')
    .action(async (_options: unknown, command: Command) => {
      await show(command, (api) => api.send('GET', '/v1/model'));
    });
  model
    .command('cancel')
    .description('give a switch up while searches still use the former pack')
    .action(async (_options: unknown, command: Command) => {
      await show(command, (api) => api.send('POST', '/v1/model/switch/cancel'));
    });
}

/** Sends a request and prints how things stand after it. */
async function show(command: Command, request: (api: Api, json: boolean) => Promise<Model>): Promise<Model> {
  const { api, json } = sharedOf(command);
  const state = await request(api, json);
  if (json) console.log(JSON.stringify(state));
  else await print(api, state);
  return state;
}

/** Shows progress until the switch is over, or waits for a decision. */
async function follow(api: Api, visible: boolean): Promise<Model> {
  const progress = new Progress(visible);
  const started = Date.now();
  let first: number | undefined;
  for (;;) {
    const state = await api.send<Model>('GET', '/v1/model');
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
    if (waiting || stage === 'completed' || stage === 'cancelled') {
      progress.stop();
      return state;
    }
    await sleep(POLL_MS);
  }
}

async function print(api: Api, { pack, packs, switch: last }: Model): Promise<void> {
  console.log(`${styleText('bold', pack)} is in use; there are ${packs.join(', ')}`);
  if (last === undefined) return;
  const { from, to, state, items, embedded, failed, waiting, calibrationsDue } = last;
  console.log(
    `switch from ${from} to ${to} ${styleText('bold', state)}: ${embedded} of ${items} items embedded, ${failed} failed`,
  );
  if (calibrationsDue > 0)
    console.log(`${calibrationsDue} calibrations of catalogues are being learned again`);
  if (failed > 0) await printFailures(api, failed);
  if (waiting) {
    console.log(
      `Searches stay with ${from}. Go on without the failed items: ${styleText('cyan', `unseen model switch ${to} --accept-failures`)}, or give up: ${styleText('cyan', 'unseen model cancel')}`,
    );
  }
}

async function printFailures(api: Api, failed: number): Promise<void> {
  const { failures } = await api.send<{ failures: Failure[] }>('GET', '/v1/model/switch/failures?limit=10');
  for (const { tenant, collection, id, code, reason } of failures) {
    console.log(`  ${styleText('red', code)} ${tenant}/${collection}/${id}: ${reason}`);
  }
  if (failed > failures.length) console.log(styleText('dim', `  and ${failed - failures.length} more`));
}
