import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AlikeList, AlikeQuery, CollectionPath } from '@unseen/api';
import { AppError, VectorStore } from '@unseen/domain';
import { findAlike } from '@unseen/search';
import { CallerLeft, RequireScope, Tenant } from '@unseen/server';
import { WaitingLine } from '../search/waiting-line.ts';
import { Spaces } from '../spaces.ts';

const DEFAULT_GROUPS = 20;
const DEFAULT_LIKENESS = 0.95;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which pictures of a collection look the same. */
@ApiTags('collections')
@RequireScope('search')
@Controller('v1/collections/:name/near-duplicates')
export class AlikeController {
  constructor(
    private readonly spaces: Spaces,
    private readonly vectors: VectorStore,
    private readonly line: WaitingLine,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listNearDuplicates',
    summary: 'Pictures of a collection that look the same, in groups',
    description:
      'A walk over the collection: each answer looks at up to 200 items more, and may hold no group; the walk is over when `nextCursor` is null. ' +
      'In a group, each picture has at least 0.985 of likeness to the first, so that a picture saved again is told from another one of the same thing.',
  })
  @ApiOkResponse({ type: AlikeList })
  async list(
    @Tenant() tenant: string,
    @Param() { name }: CollectionPath,
    @Query() { limit = DEFAULT_GROUPS, likeness = DEFAULT_LIKENESS, cursor }: AlikeQuery,
    @CallerLeft() left: AbortSignal,
  ): Promise<AlikeList> {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const space = await this.spaces.find(tenant, name);
    const part = await this.line.run(
      () => findAlike(this.vectors, space, { after, groups: limit, likeness }, left),
      left,
    );
    return {
      groups: part.groups.map(({ ids, likeness }) => ({ ids: [...ids], likeness })),
      examined: part.examined,
      nextCursor: part.after === undefined ? null : Buffer.from(part.after).toString('base64url'),
    };
  }
}

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (UUID.test(id)) return id;
  throw new AppError('invalid_cursor', 'The cursor is not one this list has given out.');
}
