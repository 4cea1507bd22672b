import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';

/** A collection and its size. */
export class CollectionDto {
  @ApiProperty()
  name!: string;
  @ApiProperty()
  items!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** The caller's collections. */
export class CollectionsDto {
  @ApiProperty({ type: [CollectionDto] })
  collections!: CollectionDto[];
}

/** Which collections there are. */
@ApiTags('collections')
@RequireScope('admin', 'search')
@Controller('v1/collections')
export class CollectionsController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @ApiOperation({ summary: 'List collections' })
  @ApiOkResponse({ type: CollectionsDto })
  async list(@Tenant() tenant: string): Promise<CollectionsDto> {
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
