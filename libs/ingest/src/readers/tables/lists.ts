/** A text in Python's notation, in single or double quotes (The Python Language Reference, 2.4.1). */
const PYTHON_TEXT = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y;

/**
 * A cell that holds a list of texts, as JSON (`["a", "b"]`, what databases write) or as Python prints it (`['a', "it's b"]`, what pandas writes).
 *
 * @returns undefined for anything else
 */
export function parseList(cell: string): readonly string[] | undefined {
  const text = cell.trim();
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  return parseJsonList(text) ?? parsePythonList(text.slice(1, -1));
}

function parseJsonList(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return isList ? value : undefined;
  } catch {
    return undefined;
  }
}

function parsePythonList(inside: string): string[] | undefined {
  const found: string[] = [];
  for (let at = 0; at < inside.length;) {
    PYTHON_TEXT.lastIndex = at;
    const [text] = PYTHON_TEXT.exec(inside) ?? [];
    if (text === undefined) return undefined;
    found.push(text.slice(1, -1).replaceAll(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter));
    const [comma = ''] = /^\s*,?\s*/.exec(inside.slice(at + text.length)) ?? [];
    at += text.length + comma.length;
    if (at < inside.length && !comma.includes(',')) return undefined;
  }
  return found.length === 0 ? undefined : found;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
