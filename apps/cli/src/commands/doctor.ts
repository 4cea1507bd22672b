import type { Command } from 'commander';
import { styleText } from 'node:util';
import { diagnose } from '../doctor/diagnose.ts';
import type { Finding } from '../doctor/finding.ts';
import { compareStores } from '../doctor/stores.ts';
import { EXIT } from '../output/exit-code.ts';
import { print, sharedOf } from './shared.ts';

/** `unseen doctor`: checks the set-up and says how to fix what is wrong. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'check the set-up of this machine and the platform; with --url or --profile, the platform alone',
    )
    .option('--storage', 'compare the ledger, the vectors and the pictures instead, one by one')
    .option('--clean', 'with --storage: remove pictures and vectors that nothing needs')
    .action(async ({ storage = false, clean = false }: DoctorOptions, command: Command) => {
      const { platform, http, json } = sharedOf(command);
      const findings = storage || clean ? await compareStores(http, clean) : await diagnose(platform);
      print(json, { findings }, (found) => show(found.findings));
      if (findings.some((finding) => !finding.ok)) process.exitCode = EXIT.failed;
    });
}

interface DoctorOptions {
  readonly storage?: boolean;
  readonly clean?: boolean;
}

/** What each part is headed by. */
const PARTS = { machine: 'This machine', platform: 'The platform' } as const;

function show(findings: readonly Finding[]): void {
  // Parts of the platform go by the names of its API.
  const named = findings.map((finding) => ({
    ...finding,
    name: finding.name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  }));
  const width = Math.max(...named.map(({ name }) => name.length));
  let last: Finding['of'] | undefined;
  for (const { name, of, ok, detail, help } of named) {
    if (of !== last) console.log(styleText('bold', PARTS[of]));
    last = of;
    console.log(
      `${ok ? styleText('green', 'ok  ') : styleText('red', 'FAIL')}  ${name.padEnd(width)}  ${detail}`,
    );
    if (!ok && help !== undefined) console.log(styleText('dim', `${' '.repeat(width + 8)}${help}`));
  }
}
