import { loadConfig } from '@unseen/config';
import { failStart, requireServers, restoreInto } from '@unseen/server';

// `node apps/admin/dist/restore.js FILE`: `unseen restore` for admin's image.
try {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('Name the file of the backup.');
  const config = loadConfig();
  requireServers(config);
  const { items, packs } = await restoreInto(config, file);
  process.stdout.write(`Restored ${items} items, embedded with ${packs.join(', ') || 'no model pack'}.\n`);
} catch (error) {
  failStart(error);
}
