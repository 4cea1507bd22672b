import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CollectionList } from '@unseen/api';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';

/** Which collections there are. */
@ApiTags('collections')
@RequireScope('admin', 'search')
@Controller('v1/collections')
export class CollectionsController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @ApiOperation({ summary: 'List collections' })
  @ApiOkResponse({ type: CollectionList })
  async list(@Tenant() tenant: string): Promise<CollectionList> {
    const collections = await this.ledger.collections.list(tenant);
    return {
      collections: collections.map(({ name, items, createdAt }) => ({
        name,
        items,
        createdAt: createdAt.toISOString(),
      })),
    };
  }
}
