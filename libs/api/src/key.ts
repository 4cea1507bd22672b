import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { KEY_SCOPES, type KeyScope } from '@unseen/domain';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

const TENANT = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const MOST_PER_MINUTE = 1_000_000;
const WEEK_SECONDS = 7 * 24 * 3600;

/** Body of `POST /v1/keys`. */
export class CreateApiKey {
  @ApiProperty({ description: 'What the key is for', example: 'shop front' })
  @IsString()
  @Length(1, 100)
  name!: string;

  @ApiProperty({ enum: KEY_SCOPES, isArray: true, example: ['search'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(KEY_SCOPES, { each: true })
  scopes!: KeyScope[];

  @ApiPropertyOptional({
    description: "Whose data the key reaches; the caller's tenant unless the operator says otherwise",
    pattern: TENANT.source,
  })
  @IsOptional()
  @IsString()
  @Matches(TENANT, { message: 'tenant must be 1 to 63 lowercase letters, digits and inner hyphens' })
  tenant?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'From when on the key is refused; never by default',
  })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  expiresAt?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: MOST_PER_MINUTE, description: 'No limit by default' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_PER_MINUTE)
  requestsPerMinute?: number;
}

/** Body of `POST /v1/keys/{id}/rotate`. */
export class RotateApiKey {
  @ApiPropertyOptional({
    default: 86_400,
    minimum: 0,
    maximum: WEEK_SECONDS,
    description: 'How long the old key is still accepted',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(WEEK_SECONDS)
  overlapSeconds?: number;
}

/** A key, without its secret. */
export class ApiKey {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  tenant!: string;
  @ApiProperty({ enum: KEY_SCOPES, isArray: true })
  scopes!: KeyScope[];
  @ApiProperty({ description: 'How the key begins', example: 'usk_0a1b2c3d' })
  prefix!: string;
  @ApiProperty({ enum: ['active', 'expired', 'revoked'] })
  status!: 'active' | 'expired' | 'revoked';
  @ApiProperty({ type: Number, nullable: true })
  requestsPerMinute!: number | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;
}

/** A new key with its secret: the only time it is shown. */
export class NewApiKey extends ApiKey {
  @ApiProperty({ description: 'The bearer key. It is not stored: keep it now.' })
  key!: string;
}

/** Keys, oldest first. */
export class ApiKeyList {
  @ApiProperty({ type: [ApiKey] })
  keys!: ApiKey[];
}
