import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPictureName } from '@unseen/imaging/types';

/** Milliseconds for which the names of a folder are remembered: a table with wrong paths asks for the same folder again and again. */
const REMEMBERED_MS = 5_000;
const MAX_FOLDERS = 16;

interface Names {
  readonly at: number;
  /** By composed form (NFC). */
  readonly composed: ReadonlyMap<string, string[]>;
  /** By composed form without case. */
  readonly folded: ReadonlyMap<string, string>;
  /** Pictures by composed form without extension. */
  readonly stems: ReadonlyMap<string, string[]>;
}

const remembered = new Map<string, Promise<Names>>();

/**
 * Looks for what a path that is not there may mean: the one whose names are equal in composed form (macOS stores names taken apart), the one
 * picture that has an extension besides (tables name pictures by their numbers), the one that it is in an address (`a%20b.jpg`), else the one that
 * differs in case alone.
 *
 * @param path - relative to the folder, with forward slashes
 */
export async function findNear(folder: string, path: string): Promise<Near> {
  if (path.startsWith('/') || path.includes('\0')) return {};
  const near = await alike(folder, path);
  if (near.path !== undefined || !/%[\da-f]{2}/i.test(path)) return near.path === path ? {} : near;
  const plain = decoded(path);
  // What leads elsewhere, it must say openly.
  return plain === undefined || plain.split('/').includes('..') || plain.includes('\0')
    ? near
    : alike(folder, plain);
}

interface Near {
  readonly path?: string;
  readonly miss?: string;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

async function alike(folder: string, path: string): Promise<Near> {
  const found: string[] = [];
  let exact = true;
  const parts = path.split('/');
  for (const [at, part] of parts.entries()) {
    const names = await namesOf(join(folder, ...found));
    if (names === undefined) return {};
    const same = names.composed.get(part.normalize('NFC')) ?? [];
    const folded = names.folded.get(part.normalize('NFC').toLowerCase());
    const [picture, another] = at === parts.length - 1 ? (names.stems.get(part.normalize('NFC')) ?? []) : [];
    if (same.includes(part)) found.push(part);
    else if (same.length === 1) found.push(same[0]!);
    else if (folded !== undefined) {
      found.push(folded);
      exact = false;
    } else if (picture !== undefined && another === undefined) found.push(picture);
    else return {};
  }
  const near = found.join('/');
  return exact ? { path: near } : { miss: near };
}

async function namesOf(folder: string): Promise<Names | undefined> {
  const known = await remembered.get(folder)?.catch(() => undefined);
  if (known !== undefined && performance.now() - known.at < REMEMBERED_MS) return known;
  const reading = readdir(folder).then((names): Names => {
    const composed = new Map<string, string[]>();
    const folded = new Map<string, string>();
    const stems = new Map<string, string[]>();
    for (const name of names) {
      const form = name.normalize('NFC');
      composed.set(form, [...(composed.get(form) ?? []), name]);
      folded.set(form.toLowerCase(), name);
      if (isPictureName(name) !== 'yes') continue;
      const stem = form.slice(0, form.lastIndexOf('.'));
      stems.set(stem, [...(stems.get(stem) ?? []), name]);
    }
    return { at: performance.now(), composed, folded, stems };
  });
  remembered.delete(folder);
  remembered.set(folder, reading);
  if (remembered.size > MAX_FOLDERS) remembered.delete(remembered.keys().next().value!);
  return reading.catch(() => undefined);
}
