/** A moment as people read it: to the minute, in UTC as everywhere in Unseen. @param iso - ISO 8601, in UTC */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}Z`;
}
