import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { nameKey } from '@unseen/classes';
import { AppError, type CatalogueClass as StoredClass } from '@unseen/domain';
import { ClassWriter } from '@unseen/classes';
import { Ledger } from '@unseen/ledger';
import { type Caller, CurrentCaller, RequireScope, Tenant } from '@unseen/server';
import { actorOf } from './actor-of.ts';
import {
  UpdateClass,
  CatalogueClass,
  ClassList,
  CreateClass,
  ListClassesQuery,
  WrittenClass,
} from '@unseen/api';
import { toClassAnswer, toClassInput, toWrittenAnswer } from './class-answer.ts';

/** Classes: add, look at, change, remove. What is written works as soon as the request has returned. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes')
export class ClassesController {
  constructor(
    private readonly writer: ClassWriter,
    private readonly ledger: Ledger,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Add a class; it can be searched and classified with at once' })
  @ApiCreatedResponse({ type: WrittenClass })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateClass): Promise<WrittenClass> {
    return toWrittenAnswer(await this.writer.add(actorOf(caller), toClassInput(body)));
  }

  @Get()
  @RequireScope('admin', 'search')
  @ApiOperation({ summary: 'List classes by name' })
  @ApiOkResponse({ type: ClassList })
  async list(@Tenant() tenant: string, @Query() query: ListClassesQuery): Promise<ClassList> {
    const { asOf, limit = 100, offset = 0 } = query;
    const [state, counts] = await Promise.all([
      this.ledger.classes.state(tenant, asOf),
      this.ledger.tags.counts(tenant),
    ]);
    const wanted = state.classes
      .filter((entry) => query.scope === undefined || entry.seen === (query.scope === 'seen'))
      .filter((entry) => query.q === undefined || holds(entry, query.q))
      .sort((a, b) => a.name.localeCompare(b.name));
    const page = wanted.slice(offset, offset + limit);
    return {
      version: state.version,
      total: wanted.length,
      classes: page.map((entry) => toClassAnswer(entry, counts.get(entry.id) ?? 0)),
    };
  }

  @Get(':id')
  @RequireScope('admin', 'search')
  @ApiOperation({ summary: 'A class' })
  @ApiOkResponse({ type: CatalogueClass })
  async read(@Tenant() tenant: string, @Param('id') id: string): Promise<CatalogueClass> {
    const [state, counts] = await Promise.all([
      this.ledger.classes.state(tenant),
      this.ledger.tags.counts(tenant),
    ]);
    const entry = state.classes.find((each) => each.id === id);
    if (entry === undefined) throw new AppError('class_not_found', `There is no class ${id}.`);
    return toClassAnswer(entry, counts.get(id) ?? 0);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the fields given' })
  @ApiOkResponse({ type: WrittenClass })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: UpdateClass,
  ): Promise<WrittenClass> {
    return toWrittenAnswer(await this.writer.change(actorOf(caller), id, toClassInput(body)));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a class; classes below it stand on their own' })
  @ApiNoContentResponse()
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.writer.remove(actorOf(caller), id);
  }
}

function holds(entry: StoredClass, text: string): boolean {
  const key = nameKey(text);
  return [entry.name, ...entry.synonyms].some((word) => nameKey(word).includes(key));
}
