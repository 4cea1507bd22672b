import { Command, Option } from 'commander';
import { addDoctorCommand } from './commands/doctor.ts';
import { addIngestCommand } from './commands/ingest.ts';
import { addModelCommand } from './commands/model.ts';
import { addSearchCommand } from './commands/search.ts';
import { addServeCommand } from './commands/serve.ts';

/** The `unseen` command line. */
export function createProgram(): Command {
  const program = new Command('unseen')
    .description('Search for images and captions that keeps working on categories its model never saw.')
    .addOption(
      new Option('--url <address>', 'where the platform answers (or UNSEEN_URL; http://127.0.0.1:8080)'),
    )
    .option('--json', 'print JSON for programs instead of text for people', false)
    .showHelpAfterError('(run with --help to see how)');
  for (const add of [addServeCommand, addIngestCommand, addSearchCommand, addModelCommand, addDoctorCommand])
    add(program);
  // Global options may stand anywhere: `unseen search cat --json` is what people type.
  for (const command of program.commands) {
    command.option('--json', 'print JSON', false).addOption(new Option('--url <address>').hideHelp());
  }
  return program;
}
