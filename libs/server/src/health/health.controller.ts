import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/scope.decorator.ts';
import { Liveness, Readiness } from '@unseen/api';
import { Health } from './health.ts';

/** Liveness and readiness for people and orchestrators. */
@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @ApiOperation({ operationId: 'checkLiveness', security: [], summary: 'The process answers' })
  @ApiOkResponse({ type: Liveness })
  live(): Liveness {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'checkReadiness',
    security: [],
    summary: 'The process can do its work; names the execution provider in use and each dependency',
    description:
      'Ready is a process whose own parts work. A server it depends on that does not answer is `down` in `dependencies`, and does not make the process unready: what does not need that server is served.',
  })
  @ApiOkResponse({ type: Readiness })
  @ApiServiceUnavailableResponse({ type: Readiness })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const dependencies = await this.health.check();
    const up = dependencies.every(({ status, isServer }) => status === 'up' || isServer);
    const byName = Object.fromEntries(
      dependencies.map(({ name, status, detail }) => [name, { status, detail }] as const),
    );
    await reply.status(up ? 200 : 503).send({
      status: up ? 'ready' : 'not ready',
      executionProvider: byName['encoder']?.status === 'up' ? byName['encoder'].detail : undefined,
      dependencies: byName,
      notes: this.health.notes(),
    });
  }
}
