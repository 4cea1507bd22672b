import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AppError } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import { type Caller, CurrentCaller, makeKeySecret, RequireScope } from '@unseen/server';
import { ApiKeyList, ApiKeyPath, CreateApiKey, NewApiKey, RotateApiKey, TenantQuery } from '@unseen/api';
import { toKeyAnswer } from './key-answer.ts';

const DAY_SECONDS = 24 * 3600;

/** API keys: who may call, what for, how long and how often. */
@ApiTags('keys')
@RequireScope('admin')
@Controller('v1/keys')
export class KeysController {
  constructor(private readonly ledger: Ledger) {}

  @Post()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Make a key',
    description: 'The answer is the only time the key itself is shown.',
  })
  @ApiCreatedResponse({ type: NewApiKey })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateApiKey): Promise<NewApiKey> {
    const { name, scopes, requestsPerMinute = null } = body;
    const tenant = tenantFor(caller, body.tenant);
    const { key, hash, prefix } = makeKeySecret();
    const created = await this.ledger.keys.create(
      {
        tenant,
        name,
        scopes,
        hash,
        prefix,
        requestsPerMinute,
        expiresAt: expiryOf(body.expiresAt),
      },
      caller.id,
    );
    return { ...toKeyAnswer(created), key };
  }

  @Get()
  @ApiOperation({ summary: 'List keys, revoked and expired ones too' })
  @ApiOkResponse({ type: ApiKeyList })
  async list(@CurrentCaller() caller: Caller, @Query() { tenant }: TenantQuery): Promise<ApiKeyList> {
    const keys = await this.ledger.keys.list(tenantFor(caller, tenant));
    return { keys: keys.map(toKeyAnswer) };
  }

  @Post(':id/rotate')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Replace a key; the old one is accepted for a while longer' })
  @ApiCreatedResponse({ type: NewApiKey })
  async rotate(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ApiKeyPath,
    @Body() body: RotateApiKey,
    @Query() { tenant: given }: TenantQuery,
  ): Promise<NewApiKey> {
    const tenant = tenantFor(caller, given);
    const { key, hash, prefix } = makeKeySecret();
    const overlap = body.overlapSeconds ?? DAY_SECONDS;
    const created = await this.ledger.keys.rotate(tenant, id, { hash, prefix }, overlap, caller.id);
    return { ...toKeyAnswer(created), key };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a key; it is refused within a second' })
  @ApiNoContentResponse()
  async revoke(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ApiKeyPath,
    @Query() { tenant: given }: TenantQuery,
  ): Promise<void> {
    const tenant = tenantFor(caller, given);
    if (!(await this.ledger.keys.revoke(tenant, id, caller.id))) throw notFound(id);
  }
}

/** The tenant a request is about. @throws AppError `forbidden` when it is another's and the caller is not the operator */
function tenantFor(caller: Caller, asked: string | undefined): string {
  if (asked === undefined || asked === caller.tenant) return caller.tenant;
  if (!caller.operator) throw new AppError('forbidden', 'Only the configured key reaches other tenants.');
  return asked;
}

function expiryOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const date = new Date(text);
  if (date.getTime() <= Date.now()) {
    throw new AppError('invalid_request', 'expiresAt: must lie in the future.', {
      errors: [{ field: 'expiresAt', message: 'must lie in the future' }],
    });
  }
  return date;
}

function notFound(id: string): AppError {
  return new AppError('key_not_found', `There is no valid key ${id}.`);
}
