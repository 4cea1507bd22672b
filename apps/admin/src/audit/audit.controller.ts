import { Controller, DefaultValuePipe, Get, ParseIntPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';

const MOST_LINES = 1_000;

/** One administrative act. */
export class AuditEntry {
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty({ description: "A key's id, `configured`, or `local` where no key is needed" })
  actor!: string;
  @ApiProperty({ example: 'key.revoke' })
  action!: string;
  @ApiProperty({ description: 'What it was done to' })
  subject!: string;
}

/** The newest acts first. */
export class AuditLog {
  @ApiProperty({ type: [AuditEntry] })
  lines!: AuditEntry[];
}

/** Who did what, and when. */
@ApiTags('audit')
@RequireScope('admin')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @ApiOperation({ summary: 'The newest administrative acts' })
  @ApiQuery({
    name: 'limit',
    required: false,
    schema: { type: 'integer', default: 100, maximum: MOST_LINES },
  })
  @ApiOkResponse({ type: AuditLog })
  async list(
    @Tenant() tenant: string,
    @Query('limit', new DefaultValuePipe(100), ParseIntPipe) limit: number,
  ): Promise<AuditLog> {
    const lines = await this.ledger.audit.list(tenant, Math.min(Math.max(limit, 1), MOST_LINES));
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
