/** Prints the outcome of a benchmark: a ratio against its reference, and the figures behind it. */
export function report(
  name: string,
  ratio: { value: number; of: string },
  figures: Record<string, number | string>,
): void {
  console.log(`\n${name}`);
  console.log(`  ${ratio.value.toFixed(3)}  ${ratio.of}`);
  for (const [label, value] of Object.entries(figures)) {
    console.log(`  ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}  ${label}`);
  }
}

/** The value below which a share of the samples lies. @param share - 0 to 1 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
