import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Classifier } from '@unseen/classes';
import { type Caller, CurrentCaller, readBody, ReadsOnly, RequireScope, seesDrafts } from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import { Spaces } from '../spaces.ts';
import { Classification, ClassifyRequest } from '@unseen/api';

const DEFAULT_CLASSES = 5;

/** Which classes a picture, an item or a text belongs to. */
@ApiTags('classes')
@RequireScope('search')
@Controller('v1/classify')
export class ClassifyController {
  constructor(
    private readonly classifier: Classifier,
    private readonly spaces: Spaces,
  ) {}

  @Post()
  @ReadsOnly()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'classify',
    summary: 'Say which classes a picture, an item or a text belongs to',
  })
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody({ type: ClassifyRequest })
  @ApiOkResponse({ type: Classification })
  async classify(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<Classification> {
    const { fields, image } = await readBody(request, ClassifyRequest);
    const space = await this.spaces.find(caller.tenant, fields.collection);
    const { itemId, text, asOf, limit = DEFAULT_CLASSES } = fields;
    const { decision, version, warnings } = await this.classifier.classify({
      space,
      image,
      itemId,
      text,
      asOf,
      seesDrafts: seesDrafts(caller),
    });
    return {
      classes: decision.ranked.slice(0, limit).map(({ entry: { id, name, seen }, probability }) => ({
        id,
        name,
        seen,
        probability: Number(probability.toPrecision(6)),
      })),
      unknown: decision.unknown !== undefined,
      reason: decision.unknown,
      version,
      warnings,
    };
  }
}
