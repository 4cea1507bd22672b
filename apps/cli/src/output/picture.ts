import type { PictureProtocol } from '@unseen/config/client';

/** Lines of the terminal a picture is high. */
const LINES = 7;
/** Longest edge sent, in pixels: sharp on dense screens, and small enough for a slow line. */
const EDGE = 320;
/** A thumbnail is never near these. */
const LIMITS = { maxPixels: 20_000_000, timeoutSeconds: 5 };
/** Characters of base64 a message of kitty's protocol may hold. */
const CHUNK = 4_096;

/**
 * What shows a picture where the cursor is, and leaves the cursor below it.
 *
 * @param protocol - iTerm2's inline images (https://iterm2.com/documentation-images.html) or kitty's graphics
 *   protocol (https://sw.kovidgoyal.net/kitty/graphics-protocol/)
 * @param png - a PNG
 */
export function pictureSequence(protocol: PictureProtocol, png: Uint8Array): string {
  const data = Buffer.from(png).toString('base64');
  return `${protocol === 'iterm2' ? iterm2(data, png.byteLength) : kitty(data)}\n`;
}

/** The picture of an answer as {@link pictureSequence} shows it. @throws AppError when it is none that can be read */
export async function showPicture(protocol: PictureProtocol, bytes: Uint8Array): Promise<string> {
  // Only this needs sharp; the rest starts faster without it.
  const { toPng } = await import('@unseen/imaging');
  return pictureSequence(protocol, await toPng(bytes, LIMITS, EDGE));
}

function iterm2(data: string, size: number): string {
  return `\u001b]1337;File=inline=1;size=${size};height=${LINES};preserveAspectRatio=1:${data}\u0007`;
}

/** f=100: PNG; a=T: transmit and show; r: rows; q=2: no answer, which would end up in the shell; m=1: more follows. */
function kitty(data: string): string {
  const chunks = data.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? [''];
  return chunks
    .map((chunk, i) => {
      const keys = i === 0 ? `a=T,f=100,r=${LINES},q=2,` : 'q=2,';
      return `\u001b_G${keys}m=${i < chunks.length - 1 ? 1 : 0};${chunk}\u001b\\`;
    })
    .join('');
}
