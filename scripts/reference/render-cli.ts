import { commandTerm, createProgram } from '@unseen/cli';

type Command = Awaited<ReturnType<typeof createProgram>>;
type Option = Command['options'][number];

/** Options every command takes; they are told of once. */
const SHARED = ['--url', '--profile', '--retry-for', '--json', '--help'];

/** The page of the command line, out of the commands themselves. */
export async function renderCli(note: string): Promise<string> {
  const program = await createProgram();
  const groups = Map.groupBy(program.commands, (command) => command.helpGroup());
  return [
    '# Command line',
    note,
    'Run `npx unseen` in the folder of the repository; elsewhere npx would look for another package of that name on the registry. `npm install --global ./apps/cli` links it, and then `unseen` works in every folder.',
    '`unseen` talks to the platform that `--url` names, else to that of `--profile` (or `UNSEEN_PROFILE`), else to `UNSEEN_URL`, else to the one of the last `unseen login`, else to `http://127.0.0.1:8080`. The key is that of the profile, or `UNSEEN_API_KEY`; the key of a profile is sent to its own address alone. `unseen login <url> --key` asks for the key, tries it and keeps both in `~/.config/unseen/config.json`, readable by this user alone.',
    '`unseen complete bash` (or `zsh`, `fish`, `powershell`) prints what a shell needs to complete what is below.',
    'Each command takes `--help`, `--url <address>`, `--profile <name>`, `--retry-for <seconds>` and `--json`, which prints JSON for programs. Without it people get text: as wide as the terminal, colored only there and not where `NO_COLOR` is set.',
    'While nothing answers, or the platform asks to wait, a command tries again for 60 seconds, as long as that does no harm: a restart is ridden out. `--retry-for 0` gives up at once. Without a terminal, what takes long writes a line to standard error every 15 seconds.',
    [
      'A command ends with',
      '',
      '| Code | Meaning |',
      '| --- | --- |',
      '| 0 | everything asked for is done |',
      '| 1 | it was refused, or failed |',
      '| 2 | nothing answered |',
      '| 3 | done but for some items: `ingest`, `import`, `job watch`, `job retry` and `model switch`, unless no more failed than `--max-failures` allows; `trash restore` |',
    ].join('\n'),
    ...[...groups].flatMap(([group, commands]) => [
      `## ${group.replace(/:$/, '')}`,
      ...commands.flatMap((command) => describe(command, 'unseen', '###')),
    ]),
    '',
  ].join('\n\n');
}

/** A command, and those below it. */
function describe(command: Command, path: string, level: string): string[] {
  const name = `${path} ${command.name()}`;
  if (command.commands.length > 0) {
    const below = command.commands.flatMap((each) => describe(each, name, `${level}#`));
    return [`${level} \`${name}\``, sentence(command.description()), ...below];
  }
  const options = command.options.filter(({ long, hidden }) => !hidden && !isShared(long, command));
  return [
    `${level} \`${path} ${commandTerm(command)}\``,
    sentence(command.description()),
    ...(options.length === 0 ? [] : [table(options)]),
  ];
}

/** Whether it is the option every command takes; one that takes a value is a command's own. */
function isShared(long: string | undefined, command: Command): boolean {
  const option = command.options.find((each) => each.long === long);
  return (
    long !== undefined && SHARED.includes(long) && option?.required !== true && option?.optional !== true
  );
}

function table(options: readonly Option[]): string {
  const rows = options.map((option) => `| \`${option.flags}\` | ${cell(meaning(option))} |`);
  return ['| Option | Meaning |', '| --- | --- |', ...rows].join('\n');
}

function meaning({
  description,
  mandatory,
  argChoices,
  defaultValue,
  defaultValueDescription,
}: Option): string {
  const fallback = defaultValueDescription ?? (defaultValue === undefined ? '' : shown(defaultValue));
  return [
    description,
    argChoices === undefined ? '' : `one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`,
    mandatory ? 'must be given' : '',
    // A switch that is off says so by not being there.
    typeof defaultValue === 'boolean' || fallback === '' ? '' : `default: ${fallback}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(shown).join(', ') : `\`${String(value)}\``;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

/** A pipe would end the cell, and `<name>` would be taken for HTML. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
