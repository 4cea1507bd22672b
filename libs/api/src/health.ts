import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

/** Answer of `GET /health/live`. */
export class Liveness {
  @ApiProperty({ description: 'Always `ok`: the process answers', enum: ['ok'] })
  status!: 'ok';
}

/** State of one thing the service depends on. */
export class Dependency {
  @ApiProperty({ description: 'Whether it answers', enum: ['up', 'down'] })
  status!: 'up' | 'down';
  @ApiProperty({ description: 'What is in use, or why it is down' })
  detail!: string;
}

/** Answer of `GET /health/ready`. */
@ApiExtraModels(Dependency)
export class Readiness {
  @ApiProperty({
    description:
      'Whether the process can do its work; a server that is away is `down` in `dependencies`, and leaves it ready',
    enum: ['ready', 'not ready'],
  })
  status!: 'ready' | 'not ready';
  @ApiPropertyOptional({ description: 'Where models run' })
  executionProvider?: string;
  @ApiProperty({
    description: 'What the service depends on, by name',
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(Dependency) },
  })
  dependencies!: Record<string, Dependency>;
  @ApiProperty({
    description:
      'What to know of a process that works, by name. `strandedItems`: items that other model packs embedded, which searches cannot find, and what to do',
    type: 'object',
    additionalProperties: { type: 'string' },
  })
  notes!: Record<string, string>;
}
