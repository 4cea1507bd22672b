/** A part of a picture, in shares of it. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is offered at first. */
export const MIDDLE: Region = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const LEAST = 0.05;

const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** The part between two points, whichever comes first; never smaller than can be searched with. */
export function regionBetween(a: { x: number; y: number }, b: { x: number; y: number }): Region {
  const width = Math.max(Math.abs(a.x - b.x), LEAST);
  const height = Math.max(Math.abs(a.y - b.y), LEAST);
  return inside({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width, height });
}

/** The part moved, or made larger, by shares of the picture. */
export function changed(region: Region, x: number, y: number, how: 'move' | 'size'): Region {
  return inside(
    how === 'move'
      ? { ...region, x: region.x + x, y: region.y + y }
      : { ...region, width: region.width + x, height: region.height + y },
  );
}

function inside({ x, y, width, height }: Region): Region {
  const [wide, high] = [within(width, LEAST, 1), within(height, LEAST, 1)];
  return { x: within(x, 0, 1 - wide), y: within(y, 0, 1 - high), width: wide, height: high };
}

/** A part of an image as a picture of its own. @throws Error where the browser cannot draw it */
export async function cutOut(image: HTMLImageElement, region: Region): Promise<File> {
  const { naturalWidth, naturalHeight } = image;
  const [width, height] = [region.width * naturalWidth, region.height * naturalHeight];
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  canvas
    .getContext('2d')!
    .drawImage(
      image,
      region.x * naturalWidth,
      region.y * naturalHeight,
      width,
      height,
      0,
      0,
      canvas.width,
      canvas.height,
    );
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('no picture');
  return new File([blob], 'part.png', { type: 'image/png' });
}
