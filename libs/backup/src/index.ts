export type { BackupManifest } from './archive/manifest.ts';
export { checkBackup, restoreBackup } from './restore/restore-backup.ts';
export type { BackupParts } from './write/backup-parts.ts';
export { writeBackup, type BackupOptions } from './write/write-backup.ts';
