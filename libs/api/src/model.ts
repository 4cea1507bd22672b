import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ERROR_CATALOGUE, MODEL_SWITCH_STATES, type ErrorCode, type ModelSwitchState } from '@unseen/domain';
import { CollectionField, FlagField, TextField, WholeNumberField } from './fields/index.ts';

/** Body of `POST /v1/model/switch/dry-run`. */
export class TryModelSwitch {
  @TextField({
    min: 1,
    max: 200,
    example: 'clip-vit-base-patch32@1.0.0',
    description: 'Pack to go over to: `name@version`, or the name alone where one version of it is there',
  })
  pack!: string;
}

/** Body of `POST /v1/model/switch`. */
export class SwitchModel extends TryModelSwitch {
  @FlagField({
    optional: true,
    default: false,
    description: 'Go over even when items could not be embedded: searches will not find these any more',
  })
  acceptFailures?: boolean;
}

/** Body of `POST /v1/model/rebuild`. */
export class RebuildVectors {
  @CollectionField({
    optional: true,
    description: 'One collection of the caller’s tenant; absent: every collection of all tenants',
  })
  collection?: string;
}

/** The last switch between model packs. */
export class ModelSwitch {
  @ApiProperty({ description: 'Pack searches used before, as `name@version`' })
  from!: string;
  @ApiProperty({ description: 'Pack searches use afterwards' })
  to!: string;
  @ApiProperty({
    enum: MODEL_SWITCH_STATES,
    description:
      '`embedding`: searches use the former pack; `settling`: they use the new one, and what was written in the last moment follows',
  })
  state!: ModelSwitchState;
  @ApiProperty({ type: 'integer', description: 'Stored items, of all tenants' })
  items!: number;
  @ApiProperty({ type: 'integer', description: 'Of these, items that have vectors under the new pack' })
  embedded!: number;
  @ApiProperty({
    type: 'integer',
    description: 'Items that could not be embedded; see GET /v1/model/switch/failures',
  })
  failed!: number;
  @ApiProperty({ description: 'Whether failed items may be left behind' })
  acceptFailures!: boolean;
  @ApiProperty({
    description: 'All that can be embedded is; it waits for `acceptFailures`, or to be cancelled',
  })
  waiting!: boolean;
  @ApiProperty({
    type: 'integer',
    description:
      'Calibrations of catalogues still to be learned again on the vectors of the new pack. Until then, what is usual holds',
  })
  calibrationsDue!: number;
  @ApiProperty({ description: 'When it began', type: String, format: 'date-time' })
  createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When searches went over' })
  switchedAt!: Date | null;
  @ApiProperty({ description: 'When it ended', type: String, format: 'date-time', nullable: true })
  finishedAt!: Date | null;
}

/** Answer of `GET /v1/model`. */
export class ModelStatus {
  @ApiProperty({ description: 'Pack in use here, as `name@version`' })
  pack!: string;
  @ApiProperty({ type: [String], description: 'Packs on this machine' })
  packs!: string[];
  @ApiPropertyOptional({ type: ModelSwitch, description: 'The last switch, where there was one' })
  switch?: ModelSwitch;
}

/** An item a switch could not embed. */
export class ModelSwitchFailure {
  @ApiProperty({ description: 'Whose item it is' })
  tenant!: string;
  @ApiProperty({ description: 'Collection of the item' })
  collection!: string;
  @ApiProperty({ description: 'Id of the item' })
  id!: string;
  @ApiProperty({
    description: 'A code of the error catalogue',
    type: String,
    enum: Object.keys(ERROR_CATALOGUE),
  })
  code!: ErrorCode;
  @ApiProperty({ description: 'What happened' })
  reason!: string;
}

/** Answer of `GET /v1/model/switch/failures`. */
export class ModelSwitchFailureList {
  @ApiProperty({ description: 'Items that could not be embedded', type: [ModelSwitchFailure] })
  failures!: ModelSwitchFailure[];
}

/** Query of `GET /v1/model/switch/failures`. */
export class ModelSwitchFailuresQuery {
  @WholeNumberField({ optional: true, default: 100, min: 1, max: 1_000, description: 'Items to list' })
  limit?: number;
}

/** Answer of `POST /v1/model/switch/dry-run`. */
export class ModelSwitchTrial {
  @ApiProperty({ description: 'Pack in use, as `name@version`' })
  from!: string;
  @ApiProperty({ description: 'Pack that was tried' })
  to!: string;
  @ApiProperty({ type: 'integer', description: 'Stored items, of all tenants' })
  items!: number;
  @ApiProperty({ type: 'integer', description: 'Of these, items that have vectors under the pack already' })
  embedded!: number;
  @ApiProperty({ type: 'integer', description: 'Items that were embedded to look; nothing of it is kept' })
  tried!: number;
  @ApiProperty({
    type: [ModelSwitchFailure],
    description: 'Items among those tried that cannot be embedded',
  })
  failures!: ModelSwitchFailure[];
  @ApiProperty({
    description:
      'About how long the rest will take in one process such as the one that answers, working on nothing else',
  })
  seconds!: number;
  @ApiProperty({
    type: 'integer',
    description:
      'About what the new vectors take, without the index over them, beside the former ones, which are kept',
  })
  vectorBytes!: number;
}

/** Answer of `POST /v1/model/rebuild`. */
export class RebuildBegun {
  @ApiProperty({ type: 'integer', description: 'Items whose vectors are lost, and are being made again' })
  lost!: number;
  @ApiProperty({
    type: ModelStatus,
    description: 'How the work stands: `switch` with the pack in use as source and target',
  })
  model!: ModelStatus;
}
