import { AppError } from '@unseen/domain';

/** Deeper JSON than this is refused: nothing in the API needs it, and recursion on it is an attack. */
export const MAX_JSON_DEPTH = 16;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a request body as JSON.
 *
 * @param body - raw bytes; empty means no body
 * @throws AppError `malformed_json` for bytes that are not UTF-8, text that is not JSON, nesting beyond
 *   {@link MAX_JSON_DEPTH}, or keys that would reach an object's prototype
 */
export function parseJsonBody(body: Uint8Array): unknown {
  if (body.length === 0) return undefined;
  let text: string;
  try {
    text = decoder.decode(body);
  } catch (cause) {
    throw new AppError('malformed_json', 'The body is not valid UTF-8.', { cause });
  }
  return parseJsonText(text);
}

/** As {@link parseJsonBody}, for text. */
export function parseJsonText(text: string): unknown {
  // Before parsing: a reviver or a walk over a parsed value would recurse as deep as the attacker likes.
  if (nestingOf(text) > MAX_JSON_DEPTH) {
    throw new AppError('malformed_json', `The JSON is nested deeper than ${MAX_JSON_DEPTH} levels.`);
  }
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new SyntaxError('the key "__proto__" is not allowed');
      return value;
    });
  } catch (cause) {
    throw new AppError('malformed_json', `The JSON cannot be parsed: ${(cause as Error).message}.`, {
      cause,
    });
  }
}

/** Deepest nesting of brackets outside strings. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x5d || c === 0x7d) depth--;
  }
  return deepest;
}
