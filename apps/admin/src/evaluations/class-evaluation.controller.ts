import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DEFAULT_COLLECTION } from '@unseen/contracts';
import { ClassEvaluator } from '@unseen/curator';
import { Encoder } from '@unseen/encoder';
import { RequireScope, Tenant } from '@unseen/platform';
import { ClassEvaluationDto, EvaluateClassesDto } from './class-evaluation.dto.ts';

/** How well the classes tell labelled items apart. */
@ApiTags('evaluations')
@RequireScope('admin')
@Controller('v1/evaluations/classes')
export class ClassEvaluationController {
  constructor(
    private readonly evaluator: ClassEvaluator,
    private readonly encoder: Encoder,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Measure the classes on items whose metadata says what they are',
    description:
      'Per class, and averaged over seen and over unseen classes: top-1, top-5, harmonic mean, AUSUC. `against` compares versions.',
  })
  @ApiOkResponse({ type: ClassEvaluationDto })
  async evaluate(@Tenant() tenant: string, @Body() body: EvaluateClassesDto): Promise<ClassEvaluationDto> {
    const { collection = DEFAULT_COLLECTION, field, asOf, against } = body;
    const space = { tenant, collection, pack: this.encoder.pack.id };
    return this.evaluator.evaluate({ space, field, asOf, against });
  }
}
