export const IMAGES: readonly (readonly [target: string, name: string])[];
export function WORKSPACES(folder: string): string[];
export const MENTIONS: readonly (readonly [path: string, place: RegExp])[];
export function mentionVersion(text: string, place: RegExp, version: string): string;
export function nextVersionProblem(current: string, next: string): string | undefined;
export function setVersion<T extends object>(manifest: T, version: string): T;
export function releaseChangelog(text: string, version: string, date: string): string;
