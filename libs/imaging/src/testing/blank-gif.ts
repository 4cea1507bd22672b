/** Codes of GIF's LZW (GIF89a, appendix F) with two bits a pixel. */
const CLEAR = 4;
const END = 5;
const FIRST_FREE = 6;
const MOST_CODES = 4_096;

/** A GIF of any size in a single color: some kilobytes, however many pixels. */
export function blankGif(width: number, height: number): Uint8Array<ArrayBuffer> {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  screen[4] = 0x81;
  const frame = Buffer.alloc(10);
  frame[0] = 0x2c;
  frame.writeUInt16LE(width, 5);
  frame.writeUInt16LE(height, 7);
  const colors = Buffer.from('336699000000000000000000', 'hex');
  const data = blankRun(width * height);
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  const parts = [
    Buffer.from('GIF89a'),
    screen,
    colors,
    frame,
    Buffer.from([2]),
    ...blocks,
    Buffer.from([0, 0x3b]),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

/** Codes for so many pixels of color 0: each stands for a run that is one longer than the one before. */
function blankRun(pixels: number): Buffer {
  const bytes: number[] = [];
  let pending = 0;
  let bits = 0;
  const write = (code: number, size: number) => {
    pending |= code << bits;
    for (bits += size; bits >= 8; bits -= 8, pending >>>= 8) bytes.push(pending & 0xff);
  };
  let size = 3;
  for (let left = pixels; left > 0;) {
    write(CLEAR, size);
    size = 3;
    let known = FIRST_FREE;
    for (let run = 1; left > 0 && known < MOST_CODES; run++) {
      const length = Math.min(run, left);
      write(length === 1 ? 0 : FIRST_FREE + length - 2, size);
      left -= length;
      // The decoder knows a code one step later than the encoder.
      if (run > 1) known += 1;
      if (known === 1 << size && size < 12) size += 1;
    }
  }
  write(END, size);
  write(0, 7);
  return Buffer.from(bytes);
}
