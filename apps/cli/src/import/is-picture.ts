/** Whether a name is that of a picture the platform reads. */
export function isPicture(name: string): boolean {
  return /\.(jpe?g|png|webp|gif|tiff?|avif)$/i.test(name);
}
