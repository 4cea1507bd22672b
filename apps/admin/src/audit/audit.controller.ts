import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditLog, AuditQuery } from '@unseen/api';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';

const DEFAULT_LINES = 100;

/** Who did what, and when. */
@ApiTags('audit')
@RequireScope('admin')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @ApiOperation({ summary: 'The newest administrative acts' })
  @ApiOkResponse({ type: AuditLog })
  async list(@Tenant() tenant: string, @Query() { limit = DEFAULT_LINES }: AuditQuery): Promise<AuditLog> {
    const lines = await this.ledger.audit.list(tenant, limit);
    return {
      lines: lines.map(({ at, actor, action, subject }) => ({
        at: at.toISOString(),
        actor,
        action,
        subject,
      })),
    };
  }
}
