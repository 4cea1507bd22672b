import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ledger } from '@unseen/ledger';
import { assertOperator, type Caller, CurrentCaller, RequireScope } from '@unseen/server';
import {
  ModelStatus,
  ModelSwitchFailureList,
  ModelSwitchFailuresQuery,
  ModelSwitchTrial,
  RebuildBegun,
  RebuildVectors,
  SwitchModel,
  TryModelSwitch,
} from '@unseen/api';
import { ModelSwitches } from './model-switches.ts';
import { SwitchTrials } from './switch-trials.ts';

const DEFAULT_FAILURES = 100;
const SHARED = 'All tenants share the model pack.';

/** The model pack in use, and going over to another while searches go on. For the operator alone: all tenants share it. */
@ApiTags('model')
@RequireScope('admin')
@Controller('v1/model')
export class ModelController {
  constructor(
    private readonly switches: ModelSwitches,
    private readonly trials: SwitchTrials,
    private readonly ledger: Ledger,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The model pack in use, those to choose from, and how the last switch stands' })
  @ApiOkResponse({ type: ModelStatus })
  async read(@CurrentCaller() caller: Caller): Promise<ModelStatus> {
    assertOperator(caller, SHARED);
    return this.switches.state();
  }

  @Post('switch')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'switchModel',
    summary: 'Go over to another model pack while searches go on',
    description:
      'Embeds every stored item under it, beside the vectors in use; then searches go over. The former vectors are kept, so that going back takes moments.',
  })
  @ApiAcceptedResponse({ type: ModelStatus })
  async begin(@CurrentCaller() caller: Caller, @Body() body: SwitchModel): Promise<ModelStatus> {
    assertOperator(caller, SHARED);
    await this.switches.begin(body.pack, body.acceptFailures ?? false, caller.id);
    await this.#record(caller, 'model.switch', body.pack);
    return this.switches.state();
  }

  @Post('switch/dry-run')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'tryModelSwitch',
    summary: 'How long a switch would take, how much room, and what would fail',
    description:
      'Opens the pack and embeds up to 64 of the stored items under it, for 10 seconds or so. Nothing is kept and nothing changes.',
  })
  @ApiOkResponse({ type: ModelSwitchTrial })
  async dryRun(@CurrentCaller() caller: Caller, @Body() body: TryModelSwitch): Promise<ModelSwitchTrial> {
    assertOperator(caller, SHARED);
    return this.trials.run(await this.switches.find(body.pack));
  }

  @Post('rebuild')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'rebuildVectors',
    summary: 'Embed again what has lost its vectors',
    description:
      'Compares the ledger with the vector store, item by item, and embeds what is missing from the stored pictures and captions. Searches go on meanwhile. May be sent again at any time.',
  })
  @ApiAcceptedResponse({ type: RebuildBegun })
  async rebuild(@CurrentCaller() caller: Caller, @Body() body: RebuildVectors): Promise<RebuildBegun> {
    assertOperator(caller, SHARED);
    const lost = await this.switches.rebuild(caller.tenant, body.collection, caller.id);
    await this.#record(caller, 'model.rebuild', body.collection ?? 'everything');
    return { lost, model: await this.switches.state() };
  }

  @Post('switch/cancel')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'cancelModelSwitch',
    summary: 'Give the switch up while searches still use the former pack',
  })
  @ApiOkResponse({ type: ModelStatus })
  async cancel(@CurrentCaller() caller: Caller): Promise<ModelStatus> {
    assertOperator(caller, SHARED);
    await this.switches.cancel();
    await this.#record(caller, 'model.cancel', 'switch');
    return this.switches.state();
  }

  @Get('switch/failures')
  @ApiOperation({ operationId: 'listModelSwitchFailures', summary: 'Items the last switch could not embed' })
  @ApiOkResponse({ type: ModelSwitchFailureList })
  async failures(
    @CurrentCaller() caller: Caller,
    @Query() { limit = DEFAULT_FAILURES }: ModelSwitchFailuresQuery,
  ): Promise<ModelSwitchFailureList> {
    assertOperator(caller, SHARED);
    const failures = await this.switches.failures(limit);
    return { failures };
  }

  #record({ tenant, id: actor }: Caller, action: string, subject: string): Promise<void> {
    return this.ledger.audit.record({ tenant, actor, action, subject });
  }
}
