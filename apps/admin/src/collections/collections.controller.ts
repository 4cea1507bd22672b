import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';

/** A collection and its size. */
export class Collection {
  @ApiProperty()
  name!: string;
  @ApiProperty()
  items!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** The caller's collections. */
export class CollectionList {
  @ApiProperty({ type: [Collection] })
  collections!: Collection[];
}

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
