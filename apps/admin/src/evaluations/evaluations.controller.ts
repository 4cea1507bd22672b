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
import { RequireScope, Tenant, UuidPipe } from '@unseen/server';
import { CreateEvaluationDto, EvaluationDto, EvaluationsDto } from '@unseen/api';
import { toEvaluationDto } from './to-evaluation-dto.ts';

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
  @ApiAcceptedResponse({ type: EvaluationDto })
  async create(@Tenant() tenant: string, @Body() body: CreateEvaluationDto): Promise<EvaluationDto> {
    const { source, methods = EVALUATION_METHODS, candidates = DEFAULT_CANDIDATES } = body;
    const request = {
      source,
      methods: EVALUATION_METHODS.filter((method) => methods.includes(method)),
      candidates,
    };
    return toEvaluationDto(await this.evaluations.ofRetrieval.create(tenant, request));
  }

  @Get()
  @ApiOperation({ summary: 'The newest evaluations, without their results' })
  @ApiOkResponse({ type: EvaluationsDto })
  async list(@Tenant() tenant: string): Promise<EvaluationsDto> {
    return { evaluations: (await this.evaluations.ofRetrieval.list(tenant, NEWEST)).map(toEvaluationDto) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far an evaluation has come, and its result' })
  @ApiOkResponse({ type: EvaluationDto })
  async read(@Tenant() tenant: string, @Param('id', UuidPipe) id: string): Promise<EvaluationDto> {
    return toEvaluationDto(await this.evaluations.ofRetrieval.get(tenant, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an evaluation; one that runs is ended' })
  @ApiNoContentResponse()
  async remove(@Tenant() tenant: string, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.evaluations.ofRetrieval.delete(tenant, id);
  }
}
