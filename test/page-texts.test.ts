import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SOURCES = fileURLToPath(new URL('../apps/web/src/', import.meta.url));

/** Words that stand in the code instead of in a language's file. */
function wordsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const READ = new Set(['aria-label', 'title', 'alt', 'placeholder', 'label']);
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      READ.has(node.name.getText()) &&
      node.initializer !== undefined &&
      ts.isStringLiteral(node.initializer) &&
      /\p{L}{2}/u.test(node.initializer.text)
    )
      found.push(`${node.name.getText()}=${node.initializer.text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the browser page', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );

  it('says nothing that is in no language file', () => {
    // A name, a beginning of keys, and examples of paths are the same in every language.
    const NAMES = [
      'Unseen',
      'placeholder=usk_…',
      'placeholder=products/2026-11',
      'placeholder=annotations/captions.json',
    ];
    expect(files.length).toBeGreaterThan(50);
    const said = files.flatMap((name) => wordsIn(`${SOURCES}${name}`).map((words) => `${name}: ${words}`));
    expect(said.filter((words) => !NAMES.some((known) => words.endsWith(`: ${known}`)))).toEqual([]);
  });
});
