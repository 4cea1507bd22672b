import type { ItemOperation, OperationResult, Unseen } from '@unseen/client';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { allPrintable } from '../output/printable.ts';

/** Operations of one request: as many as the API takes. */
const AT_ONCE = 1_000;

/** How many operations came to which end. */
export interface BatchCounts extends Record<OperationResult['status'], number> {
  /** What failed, by its line in the file. */
  readonly failures: readonly { readonly line: number; readonly id?: string; readonly detail: string }[];
}

/**
 * Does the operations of a file, a thousand at a time: memory does not grow with their number.
 * @param file - NDJSON, an operation a line; `-` is standard input
 * @throws Error naming the line that is no JSON object; what came before it may be done
 */
export async function writeBatch(unseen: Unseen, file: string, collection?: string): Promise<BatchCounts> {
  const counts = { added: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 };
  const failures: { line: number; id?: string; detail: string }[] = [];
  let batch: { line: number; operation: ItemOperation }[] = [];
  const send = async () => {
    const results = await unseen.writeItems(
      batch.map(({ operation }) => operation),
      collection,
    );
    for (const [at, { status, id, error }] of results.entries()) {
      counts[status] += 1;
      if (error)
        failures.push({
          line: batch[at]!.line,
          ...(id !== null && { id }),
          detail: `${error.code}: ${error.detail}`,
        });
    }
    batch = [];
  };
  for await (const entry of operationsOf(file)) {
    batch.push(entry);
    if (batch.length === AT_ONCE) await send();
  }
  if (batch.length > 0) await send();
  return { ...counts, failures };
}

/** Says what became of a batch. */
export function printBatch({ failures, ...counts }: BatchCounts): void {
  for (const { line, id, detail } of allPrintable(failures)) {
    console.error(`line ${line}${id === undefined ? '' : `, ${id}`}: ${styleText('red', detail)}`);
  }
  console.log(
    Object.entries(counts)
      .map(([end, count]) => `${count} ${end}`)
      .join(', '),
  );
}

async function* operationsOf(file: string): AsyncGenerator<{ line: number; operation: ItemOperation }> {
  const handle = file === '-' ? undefined : await open(file);
  try {
    const lines = createInterface({
      input: handle?.createReadStream() ?? process.stdin,
      crlfDelay: Infinity,
    });
    let line = 0;
    for await (const text of lines) {
      line += 1;
      if (text.trim() !== '') yield { line, operation: parsed(text, line) };
    }
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

function parsed(text: string, line: number): ItemOperation {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as ItemOperation;
  } catch {
    // Told below.
  }
  throw new Error(
    `Line ${line} is no JSON object. One looks like {"op":"merge","id":"sku-1","metadata":{"price":9}}.`,
  );
}
