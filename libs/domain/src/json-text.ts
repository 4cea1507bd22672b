import { AppError } from './errors/app-error.ts';
import type { ErrorCode } from './errors/catalogue.ts';

/** Deeper JSON than this is refused: nothing in the API needs it, and recursion on it is an attack. */
export const MAX_JSON_DEPTH = 64;

/** Digits a double holds whatever they are. */
const EXACT_DIGITS = 15;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isNumberPart = (c: number) =>
  (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x2b || c === 0x2e || c === 0x65 || c === 0x45;

/**
 * Parses JSON that came from outside. It is scanned first, in one pass and without recursion; a reviver or a walk over the
 * parsed value would cost many times what parsing costs, and more the deeper a sender nests.
 *
 * @param at - path of the field that holds the text, for messages; absent for a whole body
 * @throws AppError `malformed_json` for text that is not JSON, nesting beyond {@link MAX_JSON_DEPTH} and keys that reach an
 *   object's prototype; `metadata_invalid`, `invalid_filter` or `invalid_request` for a whole number that would come back changed
 */
export function parseJson(text: string, at = ''): unknown {
  const found = scan(text);
  if (found.tooDeep) throw malformed(at, `is nested deeper than ${MAX_JSON_DEPTH} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw malformed(at, `cannot be parsed: ${(cause as Error).message}`, cause);
  }
  // A key may be spelled with escapes; only then is the value looked through.
  if (/__proto__|\\u00/.test(text) && holdsPrototypeKey(value)) {
    throw malformed(at, 'has the key "__proto__", which is not allowed');
  }
  if (found.inexact !== undefined) throw inexact(at, found.inexact);
  return value;
}

/** A whole number that a double does not hold, and where it is. */
interface Inexact {
  readonly path: string;
  readonly literal: string;
}

function scan(text: string): { tooDeep: boolean; inexact?: Inexact } {
  const keys: [number, number][] = [];
  const counts: number[] = [];
  let depth = 0;
  let inexactNumber: Inexact | undefined;
  let string: [number, number] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      const start = i + 1;
      for (i++; i < text.length; i++) {
        const inside = text.charCodeAt(i);
        if (inside === BACKSLASH) i++;
        else if (inside === QUOTE) break;
      }
      string = [start, i];
    } else if (c === 0x5b || c === 0x7b) {
      if (depth === MAX_JSON_DEPTH) return { tooDeep: true };
      keys[depth] = [0, 0];
      counts[depth] = c === 0x5b ? 0 : -1;
      depth++;
    } else if (c === 0x5d || c === 0x7d) depth = Math.max(0, depth - 1);
    else if (c === 0x3a && depth > 0) keys[depth - 1] = string;
    else if (c === 0x2c && depth > 0 && counts[depth - 1]! >= 0) counts[depth - 1]!++;
    else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      const start = i;
      while (i + 1 < text.length && isNumberPart(text.charCodeAt(i + 1))) i++;
      if (inexactNumber !== undefined || i - start < EXACT_DIGITS) continue;
      const literal = text.slice(start, i + 1);
      if (!/^-?\d+$/.test(literal) || String(Number(literal)) === literal) continue;
      inexactNumber = { path: pathOf(text, keys, counts, depth), literal };
    }
  }
  return { tooDeep: false, inexact: inexactNumber };
}

function pathOf(text: string, keys: [number, number][], counts: number[], depth: number): string {
  let path = '';
  for (let level = 0; level < depth; level++) {
    const [start, end] = keys[level]!;
    const key = text.slice(start, end);
    path += counts[level]! >= 0 ? `[${counts[level]}]` : path === '' ? key : `.${key}`;
  }
  return path;
}

function holdsPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsPrototypeKey);
  if (Object.hasOwn(value, '__proto__')) return true;
  for (const key in value) if (holdsPrototypeKey((value as Record<string, unknown>)[key])) return true;
  return false;
}

function malformed(at: string, what: string, cause?: unknown): AppError {
  return new AppError('malformed_json', `The JSON${at === '' ? '' : ` of "${at}"`} ${what}.`, {
    cause,
    ...(at !== '' && { errors: [{ field: at, message: what }] }),
  });
}

function inexact(at: string, { path, literal }: Inexact): AppError {
  const field = [at, path].filter((part) => part !== '').join(path.startsWith('[') ? '' : '.');
  const message = `${literal.slice(0, 40)} is a whole number beyond 2^53, which would come back changed; send it as a text`;
  const codes: Record<string, ErrorCode> = { metadata: 'metadata_invalid', filter: 'invalid_filter' };
  const holder = field.split(/[.[]/).find((part) => Object.hasOwn(codes, part));
  const code = holder === undefined ? 'invalid_request' : codes[holder]!;
  return new AppError(code, `${field}: ${message}.`, { errors: [{ field, message }] });
}
