// `npm run reference`: writes the generated pages of docs/reference.
import { writeFile } from 'node:fs/promises';
import { renderReference } from './render.ts';

const folder = new URL('../../docs/reference/', import.meta.url);
for (const [name, text] of Object.entries(renderReference())) await writeFile(new URL(name, folder), text);
