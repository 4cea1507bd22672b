import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { nameKey, seenVersion, type WritingParts } from '@unseen/classes';
import { AppError, type CatalogueClass as StoredClass } from '@unseen/domain';
import { ClassWriter, type WrittenClass as StoredWrite } from '@unseen/classes';
import { Ledger } from '@unseen/ledger';
import {
  type Caller,
  checkPreconditions,
  CurrentCaller,
  etagOf,
  RequireScope,
  seesDrafts,
} from '@unseen/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from './actor-of.ts';
import { WRITING_PARTS } from './class-writing.module.ts';
import {
  UpdateClass,
  CatalogueClass,
  ClassList,
  CreateClass,
  Judgements,
  ListClassesQuery,
  WrittenClass,
} from '@unseen/api';
import { toClassAnswer, toClassInput, toWrittenAnswer } from './class-answer.ts';

const IF_MATCH = {
  name: 'If-Match',
  required: false,
  description: 'ETag the class must still have; 412 when it has another',
} as const;

/** Classes: add, look at, change, remove. What is written works as soon as the request has returned. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes')
export class ClassesController {
  constructor(
    private readonly writer: ClassWriter,
    private readonly ledger: Ledger,
    @Inject(WRITING_PARTS) private readonly parts: WritingParts,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Add a class; it can be searched and classified with at once' })
  @ApiCreatedResponse({ type: WrittenClass })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateClass): Promise<WrittenClass> {
    return this.answer(await this.writer.add(actorOf(caller), toClassInput(body)));
  }

  @Get()
  @RequireScope('admin', 'search')
  @ApiOperation({ summary: 'List classes by name' })
  @ApiOkResponse({ type: ClassList })
  async list(@CurrentCaller() caller: Caller, @Query() query: ListClassesQuery): Promise<ClassList> {
    const { asOf, limit = 100, offset = 0 } = query;
    const { state, counts } = await this.seenBy(caller, asOf);
    const wanted = state.classes
      .filter((entry) => query.scope === undefined || entry.seen === (query.scope === 'seen'))
      .filter((entry) => query.q === undefined || holds(entry, query.q))
      .sort((a, b) => a.name.localeCompare(b.name));
    const page = wanted.slice(offset, offset + limit);
    return {
      version: state.version,
      total: wanted.length,
      classes: page.map((entry) => toClassAnswer(entry, this.packLine(), counts(entry.id))),
    };
  }

  @Get(':id')
  @RequireScope('admin', 'search')
  @ApiOperation({ summary: 'A class', description: 'With its `ETag`.' })
  @ApiOkResponse({ type: CatalogueClass })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CatalogueClass> {
    const { state, counts } = await this.seenBy(caller);
    const entry = state.classes.find((each) => each.id === id);
    if (entry === undefined) throw new AppError('class_not_found', `There is no class ${id}.`);
    void reply.header('etag', etagOf(entry));
    return toClassAnswer(entry, this.packLine(), counts(id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change the fields given',
    description:
      '`exemplars` and `counterExemplars` take ids of items, and ids of exemplars the class has already.',
  })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: WrittenClass })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: UpdateClass,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WrittenClass> {
    const written = await this.writer.change(actorOf(caller), id, toClassInput(body), held(request));
    void reply.header('etag', etagOf(written.entry));
    return this.answer(written);
  }

  @Post(':id/judgements')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'judgeMembers',
    summary: 'Say which items belong to a class and which do not',
    description:
      'They become exemplars and counter-exemplars, which move the line of the class: a few judgements move it a little.',
  })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: WrittenClass })
  async judge(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: Judgements,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WrittenClass> {
    const written = await this.writer.judge(actorOf(caller), id, body, held(request));
    void reply.header('etag', etagOf(written.entry));
    return this.answer(written);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a class; classes below it stand on their own' })
  @ApiHeader(IF_MATCH)
  @ApiNoContentResponse()
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.writer.remove(actorOf(caller), id, held(request));
  }

  /** The catalogue as a caller sees it, and how many items are tagged with a class: tags follow the newest version, and nothing is said by them of another. */
  private async seenBy(caller: Caller, asOf?: number | 'published') {
    const { tenant } = caller;
    const [release, tagged] = await Promise.all([
      this.ledger.classes.release(tenant),
      this.ledger.tags.counts(tenant),
    ]);
    const version = seenVersion(release, { asOf, seesDrafts: seesDrafts(caller) });
    const state = await this.ledger.classes.state(tenant, version);
    const isNewest = version === undefined || version === release.version;
    return { state, counts: (id: string) => (isNewest ? (tagged.get(id) ?? 0) : undefined) };
  }

  /** The line of classes without one of their own. */
  private packLine(): number | undefined {
    return this.parts.encoder.pack.manifest.match?.line;
  }

  private answer(written: StoredWrite): WrittenClass {
    return toWrittenAnswer(written, this.packLine());
  }
}

/** The conditions a change is sent with. */
function held(request: FastifyRequest): (entry: StoredClass) => void {
  return (entry) => checkPreconditions(request, etagOf(entry));
}

function holds(entry: StoredClass, text: string): boolean {
  const key = nameKey(text);
  return [entry.name, ...entry.synonyms].some((word) => nameKey(word).includes(key));
}
