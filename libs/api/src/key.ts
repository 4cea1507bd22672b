import { ApiProperty } from '@nestjs/swagger';
import { KEY_SCOPES, type KeyScope } from '@unseen/domain';
import { ChoicesField, MomentField, TextField, UuidField, WholeNumberField } from './fields/index.ts';

const TENANT = {
  is: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  message: 'must be 1 to 63 lowercase letters, digits and inner hyphens',
};
const MOST_PER_MINUTE = 1_000_000;
const WEEK_SECONDS = 7 * 24 * 3600;

/** Body of `POST /v1/keys`. */
export class CreateApiKey {
  @TextField({ min: 1, max: 100, example: 'shop front', description: 'What the key is for' })
  name!: string;

  @ChoicesField(KEY_SCOPES, { example: ['search'], description: 'What the key may do' })
  scopes!: KeyScope[];

  @TextField({
    optional: true,
    example: 'shop',
    description: "Whose data the key reaches; the caller's tenant unless the operator says otherwise",
    pattern: TENANT,
  })
  tenant?: string;

  @MomentField({
    optional: true,
    example: '2027-01-31T12:00:00Z',
    description: 'From when on the key is refused; never by default',
  })
  expiresAt?: string;

  @WholeNumberField({
    optional: true,
    min: 1,
    max: MOST_PER_MINUTE,
    description: 'Requests a minute; no limit by default',
  })
  requestsPerMinute?: number;
}

/** Body of `POST /v1/keys/{id}/rotate`. */
export class RotateApiKey {
  @WholeNumberField({
    optional: true,
    default: 86_400,
    max: WEEK_SECONDS,
    description: 'Seconds for which the old key is still accepted',
  })
  overlapSeconds?: number;
}

/** A key, without its secret. */
export class ApiKey {
  @ApiProperty({ description: 'Id of the key', format: 'uuid' })
  id!: string;
  @ApiProperty({ description: 'What the key is for' })
  name!: string;
  @ApiProperty({ description: 'Whose data it reaches' })
  tenant!: string;
  @ApiProperty({ description: 'What it may do', enum: KEY_SCOPES, isArray: true })
  scopes!: KeyScope[];
  @ApiProperty({ description: 'How the key begins', example: 'usk_0a1b2c3d' })
  prefix!: string;
  @ApiProperty({ description: 'Whether it is accepted', enum: ['active', 'expired', 'revoked'] })
  status!: 'active' | 'expired' | 'revoked';
  @ApiProperty({ description: 'Requests a minute; null: no limit', type: 'integer', nullable: true })
  requestsPerMinute!: number | null;
  @ApiProperty({ description: 'When it was made', format: 'date-time' })
  createdAt!: string;
  @ApiProperty({
    description: 'From when on it is refused; null: never',
    type: String,
    format: 'date-time',
    nullable: true,
  })
  expiresAt!: string | null;
  @ApiProperty({ description: 'When it was revoked', type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;
  @ApiProperty({
    description: 'When it was used last, to the minute; null: not yet',
    type: String,
    format: 'date-time',
    nullable: true,
  })
  lastUsedAt!: string | null;
}

/** A new key with its secret: the only time it is shown. */
export class NewApiKey extends ApiKey {
  @ApiProperty({ description: 'The bearer key. It is not stored: keep it now.' })
  key!: string;
}

/** Keys, oldest first. */
export class ApiKeyList {
  @ApiProperty({ description: 'Keys, oldest first', type: [ApiKey] })
  keys!: ApiKey[];
}

/** Query of what the operator does to keys of other tenants. */
export class TenantQuery {
  @TextField({
    optional: true,
    example: 'shop',
    description: 'For the operator: whose keys',
    pattern: TENANT,
  })
  tenant?: string;
}

/** Path of what is done to one key. */
export class ApiKeyPath {
  @UuidField({ code: 'key_not_found', description: 'Id of the key' })
  id!: string;
}
