import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CuratorParts, History, openSpace } from '@unseen/curator';
import { Ledger } from '@unseen/ledger';
import { type Caller, CurrentCaller, CURATOR_PARTS, RequireScope, Tenant } from '@unseen/platform';
import { actorOf } from './actor-of.ts';
import {
  CatalogueVersionsDto,
  DiffQueryDto,
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
  @ApiOperation({ summary: 'Mark a version as the published one' })
  @ApiNoContentResponse()
  async publish(@CurrentCaller() caller: Caller, @Param('version') version: string): Promise<void> {
    await this.history.publish(actorOf(caller), wholeNumber('version', version, 0, MOST));
  }
}
