import { McpServer } from '@modelcontextprotocol/server';
import { dataOf, type Unseen, UnseenError } from '@unseen/client';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
const { version: VERSION } = JSON.parse(manifest) as { version: string };

const INSTRUCTIONS = `Unseen searches pictures and captions in named collections. Begin with \`search\`; \`facets\` says which metadata fields a
filter can use. \`look\` shows a picture, or where words of a text look in it.`;

const collection = z.string().optional().describe('Name of the collection; "default" when absent');
const id = z.string().describe('Id of the item');
const metadata = z.record(z.string(), z.unknown()).optional();
const filter = metadata.describe(
  'Metadata filter, for example {"price":{"lte":30},"color":{"in":["red","blue"]}}',
);
const image = z.base64().optional().describe('A picture, base64');

/** What a tool answers with. */
interface Answer {
  readonly content: (
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'image'; readonly data: string; readonly mimeType: string }
  )[];
  readonly isError?: boolean;
  readonly [more: string]: unknown;
}

/** The tools by which an assistant works with a platform (Model Context Protocol). */
export function createMcpServer(unseen: Unseen): McpServer {
  const server = new McpServer({ name: 'unseen', version: VERSION }, { instructions: INSTRUCTIONS });
  const { http } = unseen;

  server.registerTool(
    'search',
    {
      title: 'Search pictures and captions',
      description: 'Finds items by words, by a picture, or like a stored item; best first.',
      inputSchema: z.object({
        text: z.string().optional().describe('What is to be seen, in a sentence'),
        image,
        itemId: z.string().optional().describe('Find what is like this item'),
        not: z.array(z.string()).optional().describe('What hits should not show'),
        collection,
        filter,
        limit: z.int().min(1).max(50).default(10),
        cursor: z.string().optional().describe('nextCursor of an earlier answer'),
      }),
      annotations: { readOnlyHint: true },
    },
    (what) => answering(async () => asText(await unseen.search(what))),
  );

  server.registerTool(
    'look',
    {
      title: 'Look at a picture',
      description: 'Shows the picture of an item; with a text, where its words look in the picture.',
      inputSchema: z.object({
        id,
        collection,
        text: z.string().optional().describe('Words whose attention is drawn over the picture'),
      }),
      annotations: { readOnlyHint: true },
    },
    ({ id: which, collection: where, text }) =>
      answering(async () => {
        const path = { id: which };
        const { response } =
          text === undefined
            ? await http.GET('/v1/items/{id}/image', {
                params: { path, query: { collection: where } },
                parseAs: 'stream',
              })
            : await http.GET('/v1/items/{id}/attention.png', {
                params: { path, query: { collection: where, text } },
                parseAs: 'stream',
              });
        const data = Buffer.from(await response.arrayBuffer()).toString('base64');
        const mimeType = response.headers.get('content-type') ?? 'image/png';
        return { content: [{ type: 'image', data, mimeType }] };
      }),
  );

  server.registerTool(
    'classify',
    {
      title: 'Name the class',
      description: 'Names the classes of words, of a picture or of a stored item, or says that none fits.',
      inputSchema: z.object({
        text: z.string().optional(),
        image,
        itemId: z.string().optional(),
        collection,
        limit: z.int().min(1).max(50).default(5),
      }),
      annotations: { readOnlyHint: true },
    },
    (what) => answering(async () => asText(await unseen.classify(what))),
  );

  server.registerTool(
    'facets',
    {
      title: 'See what can be filtered by',
      description: 'Lists the collections, or the metadata fields of one with their most frequent values.',
      inputSchema: z.object({
        collection: z.string().optional().describe('Name of a collection; all are listed when absent'),
      }),
      annotations: { readOnlyHint: true },
    },
    ({ collection: name }) =>
      answering(async () =>
        asText(
          name === undefined
            ? { collections: await unseen.collections() }
            : { collection: name, facets: await unseen.facets(name) },
        ),
      ),
  );

  server.registerTool(
    'add_item',
    {
      title: 'Add an item',
      description: 'Stores a picture, a caption, or both. The same content twice is stored once.',
      inputSchema: z.object({
        id: z.string().optional().describe('Its id; made from the content when absent'),
        collection,
        caption: z.string().optional().describe('What it shows'),
        metadata,
        image,
      }),
      annotations: { destructiveHint: false, idempotentHint: true },
    },
    ({ image: picture, ...fields }) =>
      answering(async () => {
        const blob = picture === undefined ? undefined : new Blob([Buffer.from(picture, 'base64')]);
        return asText(await unseen.addItem({ ...fields, image: blob }));
      }),
  );

  server.registerTool(
    'update_item',
    {
      title: 'Correct an item',
      description: 'Changes the caption or the metadata of an item; its picture stays.',
      inputSchema: z.object({
        id,
        collection,
        caption: z.string().optional(),
        metadata,
      }),
      annotations: { idempotentHint: true },
    },
    ({ id: which, collection: where, ...body }) =>
      answering(async () => {
        const params = { path: { id: which }, query: { collection: where } };
        return asText(dataOf(await http.PATCH('/v1/items/{id}', { params, body })));
      }),
  );
  return server;
}

function asText(value: unknown): Answer {
  return { content: [{ type: 'text', text: JSON.stringify(value) }] };
}

/** What the platform refuses is an answer, too: the assistant reads it and does better. */
async function answering(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnseenError)) throw error;
    const fields = error.errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
    const text = `${error.code}: ${error.message}${fields === '' ? '' : ` (${fields})`}`;
    return { content: [{ type: 'text', text }], isError: true };
  }
}
