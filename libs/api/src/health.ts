import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

/** Answer of `GET /health/live`. */
export class Liveness {
  @ApiProperty({ enum: ['ok'] })
  status!: 'ok';
}

/** State of one thing the service depends on. */
export class Dependency {
  @ApiProperty({ enum: ['up', 'down'] })
  status!: 'up' | 'down';
  @ApiProperty({ description: 'What is in use, or why it is down' })
  detail!: string;
}

/** Answer of `GET /health/ready`. */
@ApiExtraModels(Dependency)
export class Readiness {
  @ApiProperty({ enum: ['ready', 'not ready'] })
  status!: 'ready' | 'not ready';
  @ApiPropertyOptional({ description: 'Where models run' })
  executionProvider?: string;
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(Dependency) } })
  dependencies!: Record<string, Dependency>;
  @ApiProperty({
    description:
      'What to know of a process that works, by name. `strandedItems`: items that other model packs embedded, which searches cannot find, and what to do',
    type: 'object',
    additionalProperties: { type: 'string' },
  })
  notes!: Record<string, string>;
}
