import type { OwnPicture } from './draft.ts';

/** Longest side that is sent: models look at less. */
const LONGEST = 768;
const QUALITY = 0.92;

/** Reads a picture file, made small enough to be sent with every change of the form. */
export async function readPicture(file: File): Promise<OwnPicture> {
  const small = await shrunk(file).catch(() => file);
  return { name: file.name, file: small, base64: await toBase64(small) };
}

/** What the browser cannot decode goes as it is: the platform reads more kinds, or says what is wrong. */
async function shrunk(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const scale = LONGEST / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return file;
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error(blob.type));
    reader.readAsDataURL(blob);
  });
}
