import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DEFAULT_COLLECTION } from '@unseen/domain';
import { Evaluations } from '@unseen/evaluation';
import { RequireScope, Tenant } from '@unseen/server';
import { ClassEvaluation, ClassEvaluationList, EvaluateClasses, EvaluationPath } from '@unseen/api';
import { toClassEvaluationAnswer } from './evaluation-answer.ts';

const NEWEST = 50;

/** How well the classes tell labelled items apart. */
@ApiTags('evaluations')
@RequireScope('admin')
@Controller('v1/evaluations/classes')
export class ClassEvaluationsController {
  constructor(private readonly evaluations: Evaluations) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Measure the classes on items whose metadata says what they are',
    description:
      'Per class, and averaged over seen and over unseen classes: top-1, top-5, harmonic mean, AUSUC. `against` compares versions.',
  })
  @ApiAcceptedResponse({ type: ClassEvaluation })
  async create(@Tenant() tenant: string, @Body() body: EvaluateClasses): Promise<ClassEvaluation> {
    const { collection = DEFAULT_COLLECTION, field, asOf, against } = body;
    const request = { kind: 'classes' as const, collection, field, asOf, against };
    return toClassEvaluationAnswer(await this.evaluations.ofClasses.create(tenant, request));
  }

  @Get()
  @ApiOperation({ summary: 'The newest evaluations of classes, without their results' })
  @ApiOkResponse({ type: ClassEvaluationList })
  async list(@Tenant() tenant: string): Promise<ClassEvaluationList> {
    const evaluations = await this.evaluations.ofClasses.list(tenant, NEWEST);
    return { evaluations: evaluations.map(toClassEvaluationAnswer) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far an evaluation of classes has come, and its result' })
  @ApiOkResponse({ type: ClassEvaluation })
  async read(@Tenant() tenant: string, @Param() { id }: EvaluationPath): Promise<ClassEvaluation> {
    return toClassEvaluationAnswer(await this.evaluations.ofClasses.get(tenant, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an evaluation of classes; one that runs is ended' })
  @ApiNoContentResponse()
  async remove(@Tenant() tenant: string, @Param() { id }: EvaluationPath): Promise<void> {
    await this.evaluations.ofClasses.delete(tenant, id);
  }
}
