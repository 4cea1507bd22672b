import type { Command } from 'commander';

/** Adds commands to the program. */
type Add = (program: Command) => void;

/** Commands of one file, by the names people type, and how to load it. */
type Entry = readonly [names: readonly string[], load: () => Promise<Add>];

/** The commands in the order they are come by. */
const GROUPS: readonly (readonly [heading: string, entries: readonly Entry[]])[] = [
  [
    'Start:',
    [
      [['serve'], async () => (await import('./serve.ts')).addServeCommand],
      [['login', 'logout'], async () => (await import('./login.ts')).addLoginCommands],
      [['doctor'], async () => (await import('./doctor.ts')).addDoctorCommand],
    ],
  ],
  [
    'Load:',
    [
      [['ingest'], async () => (await import('./ingest.ts')).addIngestCommand],
      [['import'], async () => (await import('./import.ts')).addImportCommands],
      [['job'], async () => (await import('./job.ts')).addJobCommands],
      [['item'], async () => (await import('./item.ts')).addItemCommands],
      [['trash'], async () => (await import('./trash.ts')).addTrashCommands],
      [['collection'], async () => (await import('./collection.ts')).addCollectionCommands],
    ],
  ],
  [
    'Search:',
    [
      [['search', 'searches'], async () => (await import('./search.ts')).addSearchCommand],
      [['classify'], async () => (await import('./classify.ts')).addClassifyCommand],
      [['class'], async () => (await import('./class/class-command.ts')).addClassCommands],
      [['mcp'], async () => (await import('./mcp.ts')).addMcpCommand],
    ],
  ],
  [
    'Measure:',
    [
      [['evaluate'], async () => (await import('./evaluate.ts')).addEvaluateCommand],
      [['evaluation'], async () => (await import('./evaluation.ts')).addEvaluationCommands],
      [['split'], async () => (await import('./split.ts')).addSplitCommand],
    ],
  ],
  [
    'Run it for others:',
    [
      [['key'], async () => (await import('./key.ts')).addKeyCommands],
      [['audit'], async () => (await import('./audit.ts')).addAuditCommand],
      [['model'], async () => (await import('./model.ts')).addModelCommand],
      [['rebuild'], async () => (await import('./rebuild.ts')).addRebuildCommand],
      [['backup', 'restore', 'migrate'], async () => (await import('./backup.ts')).addBackupCommands],
    ],
  ],
];

/** Arguments that need no command at all. */
const NONE = ['--version'];

/**
 * The commands that the first argument asks for: the one it names, else all of them.
 * @returns what adds them, under the headings of the help, and whether these are all
 */
export async function commandGroups(
  first: string | undefined,
): Promise<{ groups: readonly { heading: string; commands: readonly Add[] }[]; all: boolean }> {
  const named = ([names]: Entry) => first !== undefined && names.includes(first);
  const all = !NONE.includes(first ?? '') && !GROUPS.some(([, entries]) => entries.some(named));
  const groups = await Promise.all(
    GROUPS.map(async ([heading, entries]) => {
      const wanted = all ? entries : entries.filter(named);
      return { heading, commands: await Promise.all(wanted.map(([, load]) => load())) };
    }),
  );
  return { groups: groups.filter(({ commands }) => commands.length > 0), all };
}
