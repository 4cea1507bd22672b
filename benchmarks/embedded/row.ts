/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What it is compared with, of the same run; empty: nothing. */
  readonly reference: string;
  /** Measured over reference. */
  readonly ratio?: number;
  /** Left to the table of the benchmark: the README tells the rest. */
  readonly detail?: true;
  /** What must hold, and whether it does. */
  readonly must?: { readonly text: string; readonly met: boolean };
}

/** A row whose ratio must be at most, or at least, so much. */
export function ratioRow(
  what: string,
  measured: string,
  reference: string,
  ratio: number,
  limit?: { readonly most: number } | { readonly least: number },
): Row {
  return { what, measured, reference, ratio, ...(limit && { must: mustOf(ratio, limit) }) };
}

/** A row whose value must be at most so much. */
export function valueRow(what: string, value: number, unit: string, most?: number, reference = ''): Row {
  const measured = `${format(value)} ${unit}`;
  return {
    what,
    measured,
    reference,
    ...(most !== undefined && { must: { text: `at most ${most} ${unit}`, met: value <= most } }),
  };
}

function mustOf(ratio: number, limit: { most: number } | { least: number }): Row['must'] {
  return 'most' in limit
    ? { text: `at most ${limit.most}`, met: ratio <= limit.most }
    : { text: `at least ${limit.least}`, met: ratio >= limit.least };
}

/** A number with as many digits as it is worth. */
export function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A row that the README leaves out. */
export function detail(row: Row): Row {
  return { ...row, detail: true };
}

/** All rows as text, in columns. */
export function renderRows(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, reference, ratio, must }) => [
    what,
    measured,
    ratio === undefined ? '' : format(ratio),
    reference,
    must === undefined ? '' : `${must.text}: ${must.met ? 'met' : 'MISSED'}`,
  ]);
  const head = ['what', 'measured', 'ratio', 'to', 'must hold'];
  const widths = head.map((cell, i) => Math.max(cell.length, ...lines.map((line) => line[i]!.length)));
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
