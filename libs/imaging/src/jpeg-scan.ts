/** Where compressed data that starts here ends: at the first marker that is not part of it (ITU-T T.81, B.1.1.5). */
export function endOfScan(file: Buffer, start: number): number {
  for (let at = file.indexOf(0xff, start); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    // A stuffed zero, a filling byte or a restart marker.
    if (next !== undefined && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return file.length;
}
