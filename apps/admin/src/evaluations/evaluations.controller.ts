import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DEFAULT_CANDIDATES, EVALUATION_METHODS } from '@unseen/domain';
import { Evaluations } from '@unseen/evaluation';
import { RequireScope, Tenant } from '@unseen/server';
import { CreateEvaluation, Evaluation, EvaluationList, EvaluationPath } from '@unseen/api';
import { toEvaluationAnswer } from './evaluation-answer.ts';

const NEWEST = 50;

/** How good retrieval is on captioned pictures. */
@ApiTags('evaluations')
@RequireScope('admin')
@Controller('v1/evaluations')
export class EvaluationsController {
  constructor(private readonly evaluations: Evaluations) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Measure retrieval on captioned pictures below the import root',
    description: 'R@1, R@5, R@10, median rank and mAP in both directions, by the code that serves.',
  })
  @ApiAcceptedResponse({ type: Evaluation })
  async create(@Tenant() tenant: string, @Body() body: CreateEvaluation): Promise<Evaluation> {
    const { source, methods = EVALUATION_METHODS, candidates = DEFAULT_CANDIDATES } = body;
    const request = {
      source,
      methods: EVALUATION_METHODS.filter((method) => methods.includes(method)),
      candidates,
    };
    return toEvaluationAnswer(await this.evaluations.ofRetrieval.create(tenant, request));
  }

  @Get()
  @ApiOperation({ summary: 'The newest evaluations, without their results' })
  @ApiOkResponse({ type: EvaluationList })
  async list(@Tenant() tenant: string): Promise<EvaluationList> {
    return { evaluations: (await this.evaluations.ofRetrieval.list(tenant, NEWEST)).map(toEvaluationAnswer) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far an evaluation has come, and its result' })
  @ApiOkResponse({ type: Evaluation })
  async read(@Tenant() tenant: string, @Param() { id }: EvaluationPath): Promise<Evaluation> {
    return toEvaluationAnswer(await this.evaluations.ofRetrieval.get(tenant, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an evaluation; one that runs is ended' })
  @ApiNoContentResponse()
  async remove(@Tenant() tenant: string, @Param() { id }: EvaluationPath): Promise<void> {
    await this.evaluations.ofRetrieval.delete(tenant, id);
  }
}
