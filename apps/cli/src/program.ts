import { Command, Option } from 'commander';
import { commandGroups } from './commands/command-groups.ts';
import { wholeNumber } from './commands/shared.ts';
import { VERSION } from './version.ts';

const RETRY_FOR = 'how long to try again while nothing answers (or UNSEEN_RETRY_SECONDS; 60)';

const AFTER_HELP = `
Examples:
  unseen ingest ~/Pictures -c photos
  unseen search "a child on a swing" -c photos
  unseen class add "dragon fruit" --picture one.jpg
  unseen login https://unseen.example --key

Exit codes: 0 everything asked for is done, 1 refused or failed, 2 nothing answered,
3 done but for some items, 4 trained to no avail.
More of a command: unseen <command> --help`;

/**
 * The `unseen` command line.
 * @param first - the first argument: where it names a command, that one alone is loaded, which is what makes commands start quickly
 */
export async function createProgram(first?: string): Promise<Command> {
  const program = new Command('unseen')
    .description('Search for images and captions that keeps working on categories its model never saw.')
    .addOption(
      new Option('--url <address>', 'where the platform answers (or UNSEEN_URL; http://127.0.0.1:8080)'),
    )
    .option('--profile <name>', 'a platform of `unseen login` (or UNSEEN_PROFILE)')
    .option('--retry-for <seconds>', RETRY_FOR, wholeNumber(0, 86_400))
    .option('--json', 'print JSON for programs instead of text for people')
    .version(VERSION, '--version', 'print the version')
    .showHelpAfterError('(run with --help to see how)')
    .configureHelp({ subcommandTerm: commandTerm })
    .addHelpText('after', AFTER_HELP);
  const { groups, all } = await commandGroups(first);
  for (const { heading, commands } of groups) {
    program.commandsGroup(heading);
    for (const add of commands) add(program);
  }
  // Global options may stand anywhere: `unseen search cat --json` is what people type. Each command has its own, so that
  // one may give them a meaning of its own.
  program.enablePositionalOptions();
  addSharedOptions(program.commands);
  program.commandsGroup('Shell:').helpCommand(true);
  if (all) await addCompletion(program);
  return program;
}

/** `unseen complete zsh` prints what a shell needs. Last, so that it completes all that was added before. */
async function addCompletion(program: Command): Promise<void> {
  const { default: addTo } = await import('@bomb.sh/tab/commander');
  addTo(program);
  program.commands
    .find((command) => command.name() === 'complete')
    ?.description('print what a shell needs to complete commands and options: bash, zsh, fish or powershell');
}

function addSharedOptions(commands: readonly Command[]): void {
  for (const command of commands) {
    const has = (flag: string) => command.options.some((option) => option.long === flag);
    if (!has('--json')) command.option('--json', 'print JSON');
    const hidden = (option: Option) => {
      if (!has(option.long!)) command.addOption(option.hideHelp());
    };
    hidden(new Option('--url <address>'));
    hidden(new Option('--profile <name>'));
    hidden(new Option('--retry-for <seconds>').argParser(wholeNumber(0, 86_400)));
    addSharedOptions(command.commands);
  }
}

/** A command as it is listed: its name and arguments. That there are options goes without saying. */
export function commandTerm(command: Command): string {
  const takes = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...takes].join(' ');
}
