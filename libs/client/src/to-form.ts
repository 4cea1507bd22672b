/** How a request is sent as a form: texts as they are, everything else as JSON, the picture as a file. */
export function asForm(fields: Readonly<Record<string, unknown>>, image: Blob | undefined) {
  return {
    // The body is of the serializer alone, and its type with the boundary of the form itself.
    body: {},
    bodySerializer: () => toForm(fields, image),
    headers: { 'content-type': null },
  };
}

function toForm(fields: Readonly<Record<string, unknown>>, image: Blob | undefined): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (image !== undefined) form.set('image', image);
  return form;
}
