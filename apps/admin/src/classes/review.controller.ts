import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { lintClasses } from '@unseen/classes';
import { AppError } from '@unseen/domain';
import {
  calibrate,
  LiveCatalogues,
  mismatches,
  openSpace,
  previewClass,
  unknownLane,
  type WritingParts,
} from '@unseen/classes';
import { type Caller, CurrentCaller, ReadsOnly, RequireScope, Tenant } from '@unseen/server';
import { WRITING_PARTS } from './class-writing.module.ts';
import { actorOf } from './actor-of.ts';
import {
  CalibrateRequest,
  Calibration,
  CollectionQuery,
  DismissedItems,
  DismissUnknown,
  ClassFindings,
  MismatchList,
  MismatchesQuery,
  PreviewClass,
  ClassPreview,
  UnknownLane,
  UnknownQuery,
} from '@unseen/api';
import { toClassInput } from './class-answer.ts';

/** Looking at classes before and after they exist. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes')
export class ReviewController {
  constructor(
    @Inject(WRITING_PARTS) private readonly parts: WritingParts,
    private readonly catalogues: LiveCatalogues,
  ) {}

  @Post('preview')
  @ReadsOnly()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewClass',
    summary: 'Which items a class would carry, and what it would collide with; nothing changes',
  })
  @ApiOkResponse({ type: ClassPreview })
  async preview(@Tenant() tenant: string, @Body() body: PreviewClass): Promise<ClassPreview> {
    const { replaces, in: collection, ...input } = body;
    const space = await openSpace(this.parts, tenant, collection);
    return previewClass(this.parts, this.catalogues, space, toClassInput(input), replaces);
  }

  @Get('lint')
  @ApiOperation({
    operationId: 'lintClasses',
    summary: 'Classes that collide, hardly differ, or have no items',
  })
  @ApiOkResponse({ type: ClassFindings })
  async lint(@Tenant() tenant: string, @Query() query: CollectionQuery): Promise<ClassFindings> {
    const space = await openSpace(this.parts, tenant, query.collection);
    const { tags } = this.parts.ledger;
    const [live, counts, retags] = await Promise.all([
      this.catalogues.of(space),
      tags.counts(tenant),
      tags.retags(tenant),
    ]);
    const tagged = retags.every(({ version }) => version === live.version);
    return {
      version: live.version,
      findings: lintClasses([...live.classes.values()], live.index, counts, tagged),
    };
  }

  @Post('calibrate')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'calibrateClasses',
    summary: 'Learn the balance of seen and unseen classes from the exemplars of seen ones',
  })
  @ApiOkResponse({ type: Calibration })
  async calibrate(@CurrentCaller() caller: Caller, @Body() body: CalibrateRequest): Promise<Calibration> {
    const space = await openSpace(this.parts, caller.tenant, body.collection);
    const { calibration, items, harmonic } = await calibrate(
      this.parts,
      this.catalogues,
      actorOf(caller),
      space,
    );
    if (items === 0) {
      throw new AppError(
        'calibration_too_little',
        'Too little to learn from: it takes eight seen classes with two exemplars each. Nothing has changed.',
      );
    }
    const { seenFactor, temperature, leastDeviation } = calibration;
    const { before: harmonicBefore, after: harmonicAfter } = harmonic;
    return { items, seenFactor, temperature, leastDeviation, harmonicBefore, harmonicAfter };
  }

  @Get('unknown')
  @ApiOperation({
    operationId: 'listUnknownItems',
    summary: 'Items no class explains, in clusters with a class proposed for each',
  })
  @ApiOkResponse({ type: UnknownLane })
  async unknown(@Tenant() tenant: string, @Query() query: UnknownQuery): Promise<UnknownLane> {
    const space = await openSpace(this.parts, tenant, query.collection);
    return unknownLane(this.parts, this.catalogues, space, query.clusters ?? 12);
  }

  @Post('unknown/dismissals')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'dismissUnknownItems',
    summary: 'Proposes no class for the items of a group any more, until they change',
  })
  @ApiOkResponse({ type: DismissedItems })
  async dismiss(@Tenant() tenant: string, @Body() body: DismissUnknown): Promise<DismissedItems> {
    const { collection } = await openSpace(this.parts, tenant, body.collection);
    return { items: await this.parts.ledger.tags.dismiss(tenant, collection, body.ids) };
  }

  @Delete('unknown/dismissals')
  @ApiOperation({
    operationId: 'takeBackDismissals',
    summary: 'Takes back what was dismissed in a collection',
  })
  @ApiOkResponse({ type: DismissedItems })
  async takeBack(@Tenant() tenant: string, @Query() query: CollectionQuery): Promise<DismissedItems> {
    const { collection } = await openSpace(this.parts, tenant, query.collection);
    return { items: await this.parts.ledger.tags.takeBackDismissed(tenant, collection) };
  }

  @Get('mismatches')
  @ApiOperation({ operationId: 'listMismatches', summary: 'Pictures that their captions match least' })
  @ApiOkResponse({ type: MismatchList })
  async mismatches(@Tenant() tenant: string, @Query() query: MismatchesQuery): Promise<MismatchList> {
    const space = await openSpace(this.parts, tenant, query.collection);
    return mismatches(this.parts, this.catalogues, space, query.limit ?? 50);
  }
}
