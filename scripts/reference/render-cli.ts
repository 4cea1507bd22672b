import { commandTerm, createProgram } from '@unseen/cli';

type Command = ReturnType<typeof createProgram>;
type Option = Command['options'][number];

/** Options every command takes; they are told of once. */
const SHARED = ['--url', '--json', '--help'];

/** The page of the command line, out of the commands themselves. */
export function renderCli(note: string): string {
  const program = createProgram();
  const groups = Map.groupBy(program.commands, (command) => command.helpGroup());
  return [
    '# Command line',
    note,
    '`npx unseen` talks to a running platform: the one at `http://127.0.0.1:8080`, or the one that `--url` or `UNSEEN_URL` names, with the key in `UNSEEN_API_KEY`. `npx unseen complete bash` (or `zsh`, `fish`, `powershell`) prints what a shell needs to complete what is below.',
    'Each command takes `--help`, `--url <address>` and `--json`, which prints JSON for programs. Without it people get text: as wide as the terminal, colored only there and not where `NO_COLOR` is set. A command ends with 0 when it did what it should, 1 when it was refused or failed, 2 when nothing answered.',
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
