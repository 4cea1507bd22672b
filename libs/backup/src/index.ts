export type { BackupManifest } from './archive/manifest.ts';
export { checkBackup, restoreBackup } from './restore/restore-backup.ts';
export { backupName, keepNewest, removeUnfinished } from './write/backup-folder.ts';
export type { BackupParts } from './write/backup-parts.ts';
export { saveWhole } from './write/save-whole.ts';
export { writeBackup, type BackupOptions } from './write/write-backup.ts';
