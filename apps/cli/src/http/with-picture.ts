import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Body } from './api.ts';

/**
 * A body out of fields and perhaps a picture: JSON without one, a form with it.
 * @param fields - undefined ones are left out; in a form, all but texts are written as JSON
 * @param picture - path of a file
 */
export async function withPicture(
  fields: Readonly<Record<string, unknown>>,
  picture: string | undefined,
): Promise<Body> {
  if (picture === undefined) return { json: fields };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  form.set('image', new File([await readFile(picture)], basename(picture)));
  return { form };
}
