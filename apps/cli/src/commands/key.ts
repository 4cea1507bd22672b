import { type ApiKey, dataOf, type components } from '@unseen/client';
import { type Command, Option } from 'commander';
import { styleText } from 'node:util';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, sharedOf, wholeNumber } from './shared.ts';

type NewApiKey = components['schemas']['NewApiKey'];

interface CreateOptions {
  readonly scopes: ApiKey['scopes'];
  readonly tenant?: string;
  readonly expires?: string;
  readonly limit?: number;
}

const ofTenant = () =>
  new Option(
    '--tenant <name>',
    'tenant of the key; only the first key (UNSEEN_API_KEY of the platform) may name another',
  );

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
      const { http, json } = sharedOf(command);
      const { scopes, tenant, expires: expiresAt, limit: requestsPerMinute } = options;
      const body = { name, scopes, tenant, expiresAt, requestsPerMinute };
      print(json, dataOf(await http.POST('/v1/keys', { body })), show);
    });
  key
    .command('list')
    .description('list keys, revoked and expired ones too')
    .addOption(ofTenant())
    .action(async ({ tenant }: { tenant?: string }, command: Command) => {
      const { http, json } = sharedOf(command);
      print(json, dataOf(await http.GET('/v1/keys', { params: { query: { tenant } } })), ({ keys }) =>
        printKeys(keys),
      );
    });
  key
    .command('rotate <id>')
    .description('replace a key; the old one is accepted for a while longer')
    .option('--overlap <seconds>', 'how long (a day)', wholeNumber(0, 604_800))
    .addOption(ofTenant())
    .action(async (id: string, options: { overlap?: number; tenant?: string }, command: Command) => {
      const { http, json } = sharedOf(command);
      const params = { path: { id }, query: { tenant: options.tenant } };
      const body = { overlapSeconds: options.overlap };
      print(json, dataOf(await http.POST('/v1/keys/{id}/rotate', { params, body })), show);
    });
  key
    .command('revoke <id>')
    .description('refuse a key from now on')
    .addOption(ofTenant())
    .action(async (id: string, { tenant }: { tenant?: string }, command: Command) => {
      const { http, json } = sharedOf(command);
      await http.DELETE('/v1/keys/{id}', { params: { path: { id }, query: { tenant } } });
      print(json, { revoked: id }, () => console.log(`${styleText('green', 'revoked')} ${id}`));
    });
}

function show(key: NewApiKey): void {
  console.log(`${styleText('green', 'made')} ${key.name} (${key.id}), scopes ${key.scopes.join(', ')}`);
  console.log(`\n  ${styleText('bold', key.key)}\n`);
  console.log(
    styleText(
      'dim',
      'It is not stored and not shown again. Use it as UNSEEN_API_KEY, keep it with `unseen login <url> --key`, or send it as a bearer key.',
    ),
  );
}

function printKeys(keys: readonly ApiKey[]): void {
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
