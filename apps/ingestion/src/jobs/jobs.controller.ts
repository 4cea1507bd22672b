import {
  Body,
  Controller,
  Get,
  HttpCode,
  type MessageEvent,
  type OnModuleDestroy,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Req,
  Sse,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { DEFAULT_COLLECTION } from '@unseen/domain';
import { JobRunner } from '@unseen/ingest';
import { RequireScope, Tenant, UuidPipe } from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import { from, map, type Observable } from 'rxjs';
import { CreateJob, Job, JobFailureList, JobList } from '@unseen/api';
import { toJobAnswer } from './job-answer.ts';

const MAX_PAGE = 1_000;
const NEWEST_JOBS = 50;

/** Bulk jobs: start, watch, pause, resume, cancel, retry. */
@ApiTags('jobs')
@RequireScope('ingest')
@Controller('v1/jobs')
export class JobsController implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(private readonly jobs: JobRunner) {}

  /** Ends the event streams before the server closes: it waits for every open response. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Load a folder, a manifest, a data set or an archive' })
  @ApiAcceptedResponse({ type: Job })
  async create(@Tenant() tenant: string, @Body() body: CreateJob): Promise<Job> {
    const { collection = DEFAULT_COLLECTION, source, duplicates } = body;
    return toJobAnswer(await this.jobs.create({ tenant, collection, source, duplicates }));
  }

  @Get()
  @ApiOperation({ summary: 'The newest jobs' })
  @ApiOkResponse({ type: JobList })
  async list(@Tenant() tenant: string): Promise<JobList> {
    return { jobs: (await this.jobs.list(tenant, NEWEST_JOBS)).map(toJobAnswer) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far a job has come' })
  @ApiOkResponse({ type: Job })
  async read(@Tenant() tenant: string, @Param('id', UuidPipe) id: string): Promise<Job> {
    return toJobAnswer(await this.jobs.get(tenant, id));
  }

  @Sse(':id/events')
  @ApiOperation({ summary: 'The job after every change, until it is over (server-sent events)' })
  @ApiProduces('text/event-stream')
  async events(
    @Tenant() tenant: string,
    @Param('id', UuidPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<Observable<MessageEvent>> {
    // Before the stream starts, so that a job that is not there is an ordinary problem.
    await this.jobs.get(tenant, id);
    const closed = new AbortController();
    request.raw.once('close', () => closed.abort());
    const over = AbortSignal.any([closed.signal, this.stopping.signal]);
    return from(this.jobs.events(tenant, id, over)).pipe(
      map((job) => ({ type: 'job', data: toJobAnswer(job) })),
    );
  }

  @Get(':id/failures')
  @ApiOperation({ summary: 'The entries that could not be ingested, in the order of the source' })
  @ApiQuery({ name: 'limit', required: false, description: `At most ${MAX_PAGE}; 100 when absent` })
  @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the previous page' })
  @ApiOkResponse({ type: JobFailureList })
  async failures(
    @Tenant() tenant: string,
    @Param('id', UuidPipe) id: string,
    @Query('limit', new ParseIntPipe({ optional: true })) limit = 100,
    @Query('cursor', new ParseIntPipe({ optional: true })) cursor?: number,
  ): Promise<JobFailureList> {
    const wanted = Math.min(Math.max(limit, 1), MAX_PAGE);
    const failures = await this.jobs.failures(tenant, id, cursor, wanted);
    return {
      failures: failures.map(({ id: entry, reason, code }) => ({ id: entry, reason, code })),
      nextCursor: failures.length < wanted ? null : String(failures.at(-1)?.ordinal),
    };
  }

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the job rest; what is in the works is finished' })
  @ApiOkResponse({ type: Job })
  async pause(@Tenant() tenant: string, @Param('id', UuidPipe) id: string): Promise<Job> {
    return toJobAnswer(await this.jobs.pause(tenant, id));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on with a paused job' })
  @ApiOkResponse({ type: Job })
  async resume(@Tenant() tenant: string, @Param('id', UuidPipe) id: string): Promise<Job> {
    return toJobAnswer(await this.jobs.resume(tenant, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the job for good; what is ingested stays' })
  @ApiOkResponse({ type: Job })
  async cancel(@Tenant() tenant: string, @Param('id', UuidPipe) id: string): Promise<Job> {
    return toJobAnswer(await this.jobs.cancel(tenant, id));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try the failed entries again' })
  @ApiOkResponse({ type: Job })
  async retry(@Tenant() tenant: string, @Param('id', UuidPipe) id: string): Promise<Job> {
    return toJobAnswer(await this.jobs.retry(tenant, id));
  }
}
