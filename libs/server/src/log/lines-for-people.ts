import type { DestinationStream } from 'pino';
import pretty from 'pino-pretty';

/** Of a request, these are the line itself; the rest says nothing to whoever sits at the terminal. */
const SAID_OR_KNOWN = 'pid,hostname,name,method,path,status,seconds';

/** Writes what is logged to standard error as lines for people. */
export function linesForPeople(): DestinationStream {
  return pretty({
    destination: 2,
    sync: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: SAID_OR_KNOWN,
    messageFormat: wordsOf,
  });
}

/** A logged request as "GET /v1/items 200, 12 ms"; anything else as its message. */
function wordsOf({ msg, method, path, status, seconds }: Record<string, unknown>): string {
  return msg === 'request'
    ? `${String(method)} ${String(path)} ${String(status)}, ${Math.round(Number(seconds) * 1000)} ms`
    : String(msg);
}
