import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DEFAULT_COLLECTION } from '@unseen/domain';
import { type ClassParts, History, openSpace } from '@unseen/classes';
import { Evaluations } from '@unseen/evaluation';
import { Ledger } from '@unseen/ledger';
import { type Caller, CurrentCaller, CLASS_PARTS, RequireScope, Tenant } from '@unseen/server';
import type { FastifyReply } from 'fastify';
import {
  CatalogueVersionList,
  ClassEvaluation,
  DiffQuery,
  PublishQuery,
  RolledBack,
  VersionDiff,
  VersionPath,
  VersionsQuery,
} from '@unseen/api';
import { toClassEvaluationAnswer } from '../evaluations/evaluation-answer.ts';
import { actorOf } from './actor-of.ts';

/** The versions of the catalogue: every change makes one, and each stays as it was. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes')
export class VersionsController {
  constructor(
    private readonly history: History,
    private readonly ledger: Ledger,
    private readonly evaluations: Evaluations,
    @Inject(CLASS_PARTS) private readonly parts: ClassParts,
  ) {}

  @Get('versions')
  @ApiOperation({ operationId: 'listClassVersions', summary: 'The versions of the catalogue, newest first' })
  @ApiOkResponse({ type: CatalogueVersionList })
  async list(@Tenant() tenant: string, @Query() query: VersionsQuery): Promise<CatalogueVersionList> {
    const { limit = 50, before } = query;
    const versions = await this.ledger.classes.versions(tenant, limit, before);
    return {
      versions: versions.map((each) => ({
        ...each,
        at: each.at.toISOString(),
        classes: [...each.classes],
      })),
    };
  }

  @Get('diff')
  @ApiOperation({
    operationId: 'diffClassVersions',
    summary: 'What two versions differ in, and which items change class between them',
  })
  @ApiOkResponse({ type: VersionDiff })
  async diff(@Tenant() tenant: string, @Query() query: DiffQuery): Promise<VersionDiff> {
    return this.history.diff(await openSpace(this.parts, tenant, query.collection), query.from, query.to);
  }

  @Post('versions/:version/rollback')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'rollBackClasses',
    summary: 'Make a new version that equals an earlier one; nothing is embedded again',
  })
  @ApiOkResponse({ type: RolledBack })
  async rollback(@CurrentCaller() caller: Caller, @Param() { version }: VersionPath): Promise<RolledBack> {
    const state = await this.history.rollback(actorOf(caller), version);
    return { version: state.version, classes: state.classes.length };
  }

  @Post('versions/:version/publish')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'publishClassVersion',
    summary: 'Mark a version as the published one',
    description:
      'With `field`, only if the harmonic mean on the items labelled there is not more than `maxDrop` below that of the published one: 202 with the evaluation that measures it in the background. It ends `completed`, and the version is published, or `blocked`.',
  })
  @ApiNoContentResponse()
  @ApiAcceptedResponse({ type: ClassEvaluation })
  async publish(
    @CurrentCaller() caller: Caller,
    @Param() { version }: VersionPath,
    @Query() { field, collection = DEFAULT_COLLECTION, maxDrop = 0 }: PublishQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClassEvaluation | undefined> {
    const actor = actorOf(caller);
    if (field === undefined) {
      await this.history.publish(actor, version);
      return undefined;
    }
    const evaluation = await this.evaluations.ofClasses.create(actor.tenant, {
      kind: 'classes',
      collection,
      field,
      publish: { version, maxDrop, actor: actor.name },
    });
    void reply.status(202).header('location', `/v1/evaluations/classes/${evaluation.id}`);
    return toClassEvaluationAnswer(evaluation);
  }
}
