import addCompletion from '@bomb.sh/tab/commander';
import { Command, Option } from 'commander';
import { addAuditCommand } from './commands/audit.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addClassCommands } from './commands/class/class-command.ts';
import { addClassifyCommand } from './commands/classify.ts';
import { addCollectionCommands } from './commands/collection.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addImportCommands } from './commands/import.ts';
import { addIngestCommand } from './commands/ingest.ts';
import { addItemCommands } from './commands/item.ts';
import { addJobCommands } from './commands/job.ts';
import { addLoginCommands } from './commands/login.ts';
import { addKeyCommands } from './commands/key.ts';
import { addMcpCommand } from './commands/mcp.ts';
import { addModelCommand } from './commands/model.ts';
import { addRebuildCommand } from './commands/rebuild.ts';
import { addSearchCommand } from './commands/search.ts';
import { addServeCommand } from './commands/serve.ts';
import { wholeNumber } from './commands/shared.ts';
import { addSplitCommand } from './commands/split.ts';
import { VERSION } from './version.ts';

const RETRY_FOR = 'how long to try again while nothing answers (or UNSEEN_RETRY_SECONDS; 60)';

/** The commands in the order they are come by. */
const GROUPS: readonly [string, readonly ((program: Command) => void)[]][] = [
  ['Start:', [addServeCommand, addLoginCommands, addDoctorCommand]],
  ['Load:', [addIngestCommand, addImportCommands, addJobCommands, addItemCommands, addCollectionCommands]],
  ['Search:', [addSearchCommand, addClassifyCommand, addClassCommands, addMcpCommand]],
  ['Measure:', [addEvaluateCommand, addSplitCommand]],
  [
    'Run it for others:',
    [addKeyCommands, addAuditCommand, addModelCommand, addRebuildCommand, addBackupCommands],
  ],
];

const AFTER_HELP = `
Examples:
  unseen ingest ~/Pictures -c photos
  unseen search "a child on a swing" -c photos
  unseen class add "dragon fruit" --picture one.jpg
  unseen login https://unseen.example --key

Exit codes: 0 everything asked for is done, 1 refused or failed, 2 nothing answered,
3 done but for some items, 4 trained to no avail.
More of a command: unseen <command> --help`;

/** The `unseen` command line. */
export function createProgram(): Command {
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
  for (const [heading, commands] of GROUPS) {
    program.commandsGroup(heading);
    for (const add of commands) add(program);
  }
  // Global options may stand anywhere: `unseen search cat --json` is what people type. Each command has its own, so that
  // one may give them a meaning of its own.
  program.enablePositionalOptions();
  addSharedOptions(program.commands);
  program.commandsGroup('Shell:').helpCommand(true);
  // Last, so that it completes all of the above: `unseen complete zsh` prints what a shell needs.
  addCompletion(program);
  program.commands
    .find((command) => command.name() === 'complete')
    ?.description('print what a shell needs to complete commands and options: bash, zsh, fish or powershell');
  return program;
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
