import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClassEvaluator, type CuratorParts, History, openSpace } from '@unseen/curator';
import { AppError } from '@unseen/contracts';
import { Ledger } from '@unseen/ledger';
import { type Caller, CurrentCaller, CURATOR_PARTS, RequireScope, Tenant } from '@unseen/platform';
import { actorOf } from './actor-of.ts';
import {
  CatalogueVersionsDto,
  DiffQueryDto,
  PublishQueryDto,
  RolledBackDto,
  VersionDiffDto,
  VersionsQueryDto,
} from './versions.dto.ts';
import { wholeNumber } from './whole-number.ts';

const MOST = 2 ** 31 - 1;

/** The versions of the catalogue: every change makes one, and each stays as it was. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes')
export class VersionsController {
  constructor(
    private readonly history: History,
    private readonly ledger: Ledger,
    private readonly evaluator: ClassEvaluator,
    @Inject(CURATOR_PARTS) private readonly parts: CuratorParts,
  ) {}

  @Get('versions')
  @ApiOperation({ summary: 'The versions of the catalogue, newest first' })
  @ApiOkResponse({ type: CatalogueVersionsDto })
  async list(@Tenant() tenant: string, @Query() query: VersionsQueryDto): Promise<CatalogueVersionsDto> {
    const limit = wholeNumber('limit', query.limit ?? '50', 1, 500);
    const before = query.before === undefined ? undefined : wholeNumber('before', query.before, 1, MOST);
    const versions = await this.ledger.classes.versions(tenant, limit, before);
    return { versions: versions.map((each) => ({ ...each, at: each.at.toISOString() })) };
  }

  @Get('diff')
  @ApiOperation({ summary: 'What two versions differ in, and which items change class between them' })
  @ApiOkResponse({ type: VersionDiffDto })
  async diff(@Tenant() tenant: string, @Query() query: DiffQueryDto): Promise<VersionDiffDto> {
    const from = wholeNumber('from', query.from, 0, MOST);
    const to = wholeNumber('to', query.to, 0, MOST);
    return this.history.diff(await openSpace(this.parts, tenant, query.collection), from, to);
  }

  @Post('versions/:version/rollback')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a new version that equals an earlier one; nothing is embedded again' })
  @ApiOkResponse({ type: RolledBackDto })
  async rollback(@CurrentCaller() caller: Caller, @Param('version') version: string): Promise<RolledBackDto> {
    const state = await this.history.rollback(actorOf(caller), wholeNumber('version', version, 0, MOST));
    return { version: state.version, classes: state.classes.length };
  }

  @Post('versions/:version/publish')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Mark a version as the published one',
    description:
      'With `field`, only if the harmonic mean on the items labelled there is not more than `maxDrop` below that of the published one.',
  })
  @ApiNoContentResponse()
  async publish(
    @CurrentCaller() caller: Caller,
    @Param('version') version: string,
    @Query() query: PublishQueryDto,
  ): Promise<void> {
    const wanted = wholeNumber('version', version, 0, MOST);
    await this.checkQuality(caller.tenant, wanted, query);
    await this.history.publish(actorOf(caller), wanted);
  }

  private async checkQuality(tenant: string, version: number, query: PublishQueryDto): Promise<void> {
    const { field, collection, maxDrop = '0' } = query;
    const published = await this.ledger.classes.published(tenant);
    if (field === undefined || published === undefined || published === version) return;
    const space = await openSpace(this.parts, tenant, collection);
    const { figures, against } = await this.evaluator.evaluate({
      space,
      field,
      asOf: version,
      against: published,
    });
    if (against!.harmonicGain >= -Number(maxDrop)) return;
    const [now, before] = [figures, against!.figures].map(({ top1 }) => top1.harmonic.toFixed(3));
    throw new AppError(
      'publish_blocked',
      `The harmonic mean falls from ${before} in version ${published} to ${now} in version ${version}.`,
    );
  }
}
