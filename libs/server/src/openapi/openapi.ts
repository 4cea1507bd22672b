import { type DynamicModule, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Problem } from '@unseen/api';

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
  const options = new DocumentBuilder()
    .setTitle('Unseen')
    .setDescription(
      'Search for images and captions that keeps working on categories its model never saw. Errors are RFC 9457 problem details with a stable `code`.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key: `usk_...`' }, 'key')
    .addSecurityRequirements('key')
    .addGlobalResponse({
      status: 'default',
      description: 'Anything else: problem details with a stable code',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
    })
    .build();
  return SwaggerModule.createDocument(app, options, { extraModels: [Problem] });
}
