import { loadConfig } from '@unseen/config';
import { backUpInto, failStart, requireServers } from '@unseen/server';

const KEPT = 7;

// `node apps/admin/dist/backup.js FOLDER [KEEP]`: a backup straight from the stores, for whatever runs it on a schedule.
try {
  const [folder, keep = String(KEPT)] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Name the folder of the backups.');
  if (!/^[1-9]\d{0,3}$/.test(keep))
    throw new Error(`Name how many backups to keep, 1 to 9999, not "${keep}".`);
  const config = loadConfig();
  requireServers(config);
  const { file, items, pictures, removed } = await backUpInto(config, folder, Number(keep));
  process.stdout.write(`Saved ${items} items and ${pictures} pictures in ${file}.\n`);
  for (const name of removed) process.stdout.write(`Removed ${name}.\n`);
} catch (error) {
  failStart(error);
}
