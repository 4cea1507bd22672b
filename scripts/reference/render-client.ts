import openapi, { astToString } from 'openapi-typescript';

const NOTE =
  '// Written by `npm run reference` from the OpenAPI document; `npm run check` holds it to the routes.\n';

/** The types of the TypeScript client. @param document - the OpenAPI document */
export async function renderClient(document: object): Promise<string> {
  const tree = await openapi(JSON.stringify(document), { alphabetize: true, defaultNonNullable: false });
  return NOTE + astToString(tree);
}
