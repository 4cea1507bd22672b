import { isAppError } from '@unseen/domain';
import { styleText } from 'node:util';
import { RequestError } from '../http/api.ts';
import { inWords } from './in-words.ts';

/** Prints what went wrong, for people or programs, and sets the exit code: 1 for a refusal, 2 when nothing answered. */
export function fail(error: unknown, json: boolean): void {
  const code = error instanceof RequestError || isAppError(error) ? error.code : 'failed';
  if (json) console.log(JSON.stringify({ error: { code, detail: inWords(error) } }));
  else {
    console.error(`${styleText('red', 'error:', { stream: process.stderr })} ${inWords(error)}`);
    if (error instanceof RequestError && error.hint !== undefined)
      console.error(styleText('dim', error.hint, { stream: process.stderr }));
  }
  process.exitCode = code === 'unreachable' ? 2 : 1;
}
