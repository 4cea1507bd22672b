import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClassSettings, UpdateClassSettings } from '@unseen/api';
import { type CatalogueRelease, Ledger } from '@unseen/ledger';
import { type Caller, CurrentCaller, RequireScope, Tenant } from '@unseen/server';
import { actorOf } from './actor-of.ts';

/** What a catalogue shows to those who search. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes/settings')
export class SettingsController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @ApiOperation({
    operationId: 'getClassSettings',
    summary: 'Which version of the catalogue is published, and who sees which',
  })
  @ApiOkResponse({ type: ClassSettings })
  async read(@Tenant() tenant: string): Promise<ClassSettings> {
    return shown(await this.ledger.classes.release(tenant));
  }

  @Patch()
  @ApiOperation({
    operationId: 'updateClassSettings',
    summary: 'Set whether keys without the scope `admin` see changes at once, or the published version alone',
    description:
      'With `serves: "published"`, their searches, classifications and lists of classes go by the version published last until another is; asking for another is refused. Keys with the scope `admin` see everything, as before.',
  })
  @ApiOkResponse({ type: ClassSettings })
  async change(
    @CurrentCaller() caller: Caller,
    @Body() { serves }: UpdateClassSettings,
  ): Promise<ClassSettings> {
    const { tenant, name: actor } = actorOf(caller);
    const act = { tenant, actor, action: 'catalogue.serve', subject: serves };
    return shown(await this.ledger.classes.serve(act, serves));
  }
}

function shown({ version, published, serves }: CatalogueRelease): ClassSettings {
  return { serves, version, published: published ?? null };
}
