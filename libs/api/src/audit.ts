import { ApiProperty } from '@nestjs/swagger';
import { WholeNumberField } from './fields/index.ts';

/** Query of `GET /v1/audit`. */
export class AuditQuery {
  @WholeNumberField({ optional: true, default: 100, min: 1, max: 1_000, description: 'Acts to list' })
  limit?: number;
}

/** One administrative act. */
export class AuditEntry {
  @ApiProperty({ description: 'When', format: 'date-time' })
  at!: string;
  @ApiProperty({ description: "A key's id, `configured`, or `local` where no key is needed" })
  actor!: string;
  @ApiProperty({ description: 'What was done', example: 'key.revoke' })
  action!: string;
  @ApiProperty({ description: 'What it was done to' })
  subject!: string;
}

/** The newest acts first. */
export class AuditLog {
  @ApiProperty({ description: 'Acts, newest first', type: [AuditEntry] })
  lines!: AuditEntry[];
}
