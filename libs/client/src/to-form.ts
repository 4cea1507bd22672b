/** Fields as a multipart body: texts as they are, everything else as JSON, the picture as a file. */
export function toForm(fields: Readonly<Record<string, unknown>>, image: Blob | undefined): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (image !== undefined) form.set('image', image);
  return form;
}
