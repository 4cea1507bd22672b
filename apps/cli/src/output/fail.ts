import { UnseenError } from '@unseen/client';
import { isAppError } from '@unseen/domain';
import { styleText } from 'node:util';
import { START_HINT } from '../platform/connect.ts';
import { EXIT } from './exit-code.ts';
import { inWords } from './in-words.ts';
import { printable } from './printable.ts';

/** Prints what went wrong, for people or programs, and sets the exit code: 1 for a refusal, 2 when nothing answered. */
export function fail(error: unknown, json: boolean): void {
  const code = error instanceof UnseenError || isAppError(error) ? error.code : 'failed';
  if (json) console.log(JSON.stringify({ error: { code, detail: inWords(error) } }));
  else {
    const stream = process.stderr;
    console.error(`${styleText('red', 'error:', { stream })} ${printable(inWords(error))}`);
    for (const { field, message } of fieldsOf(error)) console.error(`  ${printable(`${field}: ${message}`)}`);
    if (code === 'unreachable') console.error(styleText('dim', START_HINT, { stream }));
  }
  process.exitCode = code === 'unreachable' ? EXIT.unanswered : EXIT.failed;
}

/** Fields that are wrong beyond the one the sentence names. */
function fieldsOf(error: unknown): UnseenError['errors'] {
  return error instanceof UnseenError && error.errors.length > 1 ? error.errors : [];
}
