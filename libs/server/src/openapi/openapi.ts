import { type DynamicModule, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Problem } from '@unseen/api';
import { completeDocument } from './complete-document.ts';
import { describeIdempotency } from './describe-idempotency.ts';
import { operationIdOf } from './operation-id.ts';

/** What each group of routes is about. */
const TAGS: Readonly<Record<string, string>> = {
  items: 'Pictures and captions: add, read, change, remove.',
  trash: 'Items that were thrown away: to be put back for some days, or removed for good.',
  jobs: 'Loading many items from a folder, a table, a data set or an archive.',
  search: 'Finding items by text, by picture, by a stored item, or by several of these.',
  collections: 'Named sets of items, and what they can be filtered by.',
  classes:
    'The catalogue of classes: what they are, which items belong to them, and every version there was.',
  evaluations: 'Measuring retrieval and classes.',
  keys: 'API keys: who may call, what for, how long and how often.',
  audit: 'Who did what, and when.',
  model: 'The model pack in use, and going over to another.',
  backup: 'Backups of the whole platform.',
  queues: 'The dashboard of the queues.',
  health: 'Whether a service lives and can work.',
  metrics: 'Figures for Prometheus.',
  storage: 'Whether the ledger, the vectors and the pictures agree; for the operator alone.',
};

/**
 * Serves an OpenAPI document at `/openapi.json` and a page to browse and try it at `/docs`.
 *
 * @param document - absent: that of the application's own routes
 */
export function mountOpenApi(app: NestFastifyApplication, document?: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, () => document ?? createDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Unseen API',
  });
}

/** The OpenAPI document of a module, without opening any engine: nothing is instantiated. */
export async function describeModule(module: Type | DynamicModule): Promise<OpenAPIObject> {
  const app = await NestFactory.create(module, new FastifyAdapter(), { preview: true, logger: false });
  return createDocument(app);
}

function createDocument(app: INestApplication): OpenAPIObject {
  const problem = { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } };
  const builder = new DocumentBuilder()
    .setTitle('Unseen')
    .setDescription(
      'Search for images and captions that keeps working on categories its model never saw. Errors are RFC 9457 problem details with a stable `code`. `null` for an optional field says the same as leaving it out.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'Where this document came from')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'usk_...', description: 'A key' }, 'key')
    .addSecurityRequirements('key')
    .addGlobalParameters({
      name: 'X-Request-Id',
      in: 'header',
      required: false,
      description: 'An id of your own for this request: answers and logs carry it',
      schema: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,128}$' },
    })
    .addGlobalResponse({
      status: 400,
      description: 'The request is wrong: `errors` names the fields',
      content: problem,
    })
    .addGlobalResponse({
      status: 'default',
      description: 'Anything else: problem details with a stable code',
      content: problem,
    });
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    extraModels: [Problem],
    operationIdFactory: operationIdOf,
  });
  document.info.contact = { name: 'Unseen' };
  describeIdempotency(document);
  return completeDocument(document);
}
