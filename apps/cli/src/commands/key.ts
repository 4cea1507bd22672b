import { type Command, Option } from 'commander';
import { styleText } from 'node:util';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { sharedOf, wholeNumber } from './shared.ts';

interface Key {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly prefix: string;
  readonly status: string;
  readonly requestsPerMinute: number | null;
  readonly expiresAt: string | null;
}

type NewKey = Key & { readonly key: string };

interface CreateOptions {
  readonly scopes: string[];
  readonly tenant?: string;
  readonly expires?: string;
  readonly limit?: number;
}

const ofTenant = () => new Option('--tenant <name>', 'for the operator: whose keys');

/** `unseen key create | list | rotate | revoke`. */
export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('API keys: who may call, what for, and how often');
  key
    .command('create <name>')
    .description('make a key; it is shown this once')
    .addOption(
      new Option('--scopes <scopes...>', 'what it may do: ingest, search, admin').default(['search']),
    )
    .addOption(ofTenant())
    .option('--expires <date>', 'from when on it is refused, for example 2027-01-31T00:00:00Z')
    .option('--limit <number>', 'requests a minute', wholeNumber(1, 1_000_000))
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const { api, json } = sharedOf(command);
      const { scopes, tenant, expires: expiresAt, limit: requestsPerMinute } = options;
      const body = { name, scopes, tenant, expiresAt, requestsPerMinute };
      show(await api.send<NewKey>('POST', '/v1/keys', { json: body }), json);
    });
  key
    .command('list')
    .description('list keys, revoked and expired ones too')
    .addOption(ofTenant())
    .action(async (options: { tenant?: string }, command: Command) => {
      const { api, json } = sharedOf(command);
      const answer = await api.send<{ keys: Key[] }>('GET', `/v1/keys${query(options.tenant)}`);
      if (json) console.log(JSON.stringify(answer));
      else printKeys(answer.keys);
    });
  key
    .command('rotate <id>')
    .description('replace a key; the old one is accepted for a while longer')
    .option('--overlap <seconds>', 'how long (a day)', wholeNumber(0, 604_800))
    .addOption(ofTenant())
    .action(async (id: string, options: { overlap?: number; tenant?: string }, command: Command) => {
      const { api, json } = sharedOf(command);
      const path = `/v1/keys/${encodeURIComponent(id)}/rotate${query(options.tenant)}`;
      show(await api.send<NewKey>('POST', path, { json: { overlapSeconds: options.overlap } }), json);
    });
  key
    .command('revoke <id>')
    .description('refuse a key from now on')
    .addOption(ofTenant())
    .action(async (id: string, options: { tenant?: string }, command: Command) => {
      const { api, json } = sharedOf(command);
      await api.send('DELETE', `/v1/keys/${encodeURIComponent(id)}${query(options.tenant)}`);
      console.log(json ? JSON.stringify({ revoked: id }) : `${styleText('green', 'revoked')} ${id}`);
    });
}

function query(tenant: string | undefined): string {
  return tenant === undefined ? '' : `?tenant=${encodeURIComponent(tenant)}`;
}

function show(key: NewKey, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(key));
    return;
  }
  console.log(`${styleText('green', 'made')} ${key.name} (${key.id}), scopes ${key.scopes.join(', ')}`);
  console.log(`\n  ${styleText('bold', key.key)}\n`);
  console.log(
    styleText(
      'dim',
      'It is not stored and not shown again. Use it as UNSEEN_API_KEY, or send it as a bearer key.',
    ),
  );
}

function printKeys(keys: readonly Key[]): void {
  if (keys.length === 0) {
    console.log('No keys. Make one with `unseen key create <name>`.');
    return;
  }
  printTable(
    [
      { title: 'name', cut: true },
      { title: 'id' },
      { title: 'begins' },
      { title: 'scopes' },
      { title: 'status' },
      { title: 'a minute', align: 'right' },
      { title: 'expires' },
    ],
    keys.map(({ id, name, prefix, scopes, status, requestsPerMinute, expiresAt }) => [
      name,
      id,
      prefix,
      scopes.join(' '),
      status,
      requestsPerMinute?.toString() ?? '',
      expiresAt === null ? '' : moment(expiresAt),
    ]),
  );
}
