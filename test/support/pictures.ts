import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(new URL('../../apps/standalone/package.json', import.meta.url));

/** Folder of the emoji pictures of the sample collection (MIT): real pictures that every clone has. */
export const PICTURES = join(dirname(require.resolve('@lobehub/fluent-emoji-3d/package.json')), 'assets');

/** Some pictures with what they show. */
export const EMOJI = {
  apple: ['1f34e', 'red apple'],
  banana: ['1f34c', 'banana'],
  dog: ['1f415', 'dog'],
  cat: ['1f408', 'cat'],
  bicycle: ['1f6b2', 'bicycle'],
  guitar: ['1f3b8', 'guitar'],
  airplane: ['2708-fe0f', 'airplane'],
  rose: ['1f339', 'rose'],
} as const;

/** The bytes of a picture. */
export async function picture(name: keyof typeof EMOJI): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(join(PICTURES, `${EMOJI[name][0]}.webp`)));
}

/** A multipart body for `POST /v1/items`. */
export function itemForm(fields: Record<string, string>, image?: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (image !== undefined) form.set('image', new File([image], 'picture'));
  return form;
}
