import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';
import { RetagList } from '@unseen/api';

/** How far the tags of stored items have come. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes/retag')
export class RetagController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @ApiOperation({
    operationId: 'getRetagProgress',
    summary: 'How far the tags of stored items have come, per collection',
  })
  @ApiOkResponse({ type: RetagList })
  async read(@Tenant() tenant: string): Promise<RetagList> {
    const [version, states] = await Promise.all([
      this.ledger.classes.version(tenant),
      this.ledger.tags.retags(tenant),
    ]);
    return {
      version,
      collections: states.map(({ collection, target, classes, classesDone, touched, changed, ...state }) => ({
        collection,
        state: state.version === version ? 'current' : target > state.version ? 'running' : 'waiting',
        version: state.version,
        classes,
        classesDone,
        touched,
        changed,
      })),
    };
  }
}
