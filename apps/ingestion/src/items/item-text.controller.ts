import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ItemQuery, ItemText, UpdateItemText } from '@unseen/api';
import { AppError, DEFAULT_COLLECTION, writtenTokens, type ItemKey } from '@unseen/domain';
import { ItemIngestor } from '@unseen/ingest';
import { Ledger, type WrittenWord } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';

const WHOLE_PICTURE = [0, 0, 1, 1] as const;

/** What is written in the pictures of items. */
@ApiTags('items')
@RequireScope('ingest')
@Controller('v1/items/:id/text')
export class ItemTextController {
  constructor(
    private readonly items: ItemIngestor,
    private readonly ledger: Ledger,
  ) {}

  @Get()
  @RequireScope('ingest', 'search')
  @ApiOperation({
    operationId: 'getItemText',
    summary: 'The words in an item’s picture, and where they stand',
    description:
      'Pictures are read in collections whose `readText` is `auto` or `on`, some time after they can be found.',
  })
  @ApiParam({ name: 'id' })
  @ApiOkResponse({ type: ItemText })
  async read(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() { collection }: ItemQuery,
  ): Promise<ItemText> {
    return this.#answer(await this.#pictureOf(tenant, collection, id));
  }

  @Patch()
  @ApiOperation({
    operationId: 'updateItemText',
    summary: 'Say what is written in an item’s picture',
    description: 'No reader says otherwise afterwards, unless the picture is replaced.',
  })
  @ApiParam({ name: 'id' })
  @ApiOkResponse({ type: ItemText })
  async update(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() { collection }: ItemQuery,
    @Body() { words }: UpdateItemText,
  ): Promise<ItemText> {
    const key = await this.#pictureOf(tenant, collection, id);
    if (words === null) {
      await this.ledger.texts.forgetOne(key);
    } else {
      const said = words.map(({ text, box = WHOLE_PICTURE, confidence = 1 }): WrittenWord => ({
        text,
        box,
        confidence,
      }));
      const tokens = writtenTokens(said.map(({ text }) => text)).map(({ token }) => token);
      await this.ledger.texts.correct(key, { words: said, tokens });
    }
    return this.#answer(key);
  }

  /** @throws AppError `item_not_found`, `item_has_no_image` */
  async #pictureOf(tenant: string, collection: string = DEFAULT_COLLECTION, id: string): Promise<ItemKey> {
    const { imageKey } = await this.items.getItem(tenant, collection, id);
    if (imageKey === null) throw new AppError('item_has_no_image', `${id} has no picture.`);
    return { tenant, collection, id };
  }

  async #answer(key: ItemKey): Promise<ItemText> {
    const known = await this.ledger.texts.get(key);
    if (known === undefined) return { words: [], state: 'unread' };
    return { words: known.words.map((word) => ({ ...word })), state: known.state };
  }
}
