import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the OpenAPI document at `/openapi.json` and a page to browse and try it at `/docs`. */
export function mountOpenApi(app: NestFastifyApplication): void {
  const options = new DocumentBuilder()
    .setTitle('Unseen')
    .setDescription(
      'Search for images and captions that keeps working on categories its model never saw. Errors are RFC 9457 problem details with a stable `code`.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key: `usk_...`' }, 'key')
    .addSecurityRequirements('key')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, options), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Unseen API',
  });
}
