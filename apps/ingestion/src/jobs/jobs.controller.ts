import {
  Body,
  Controller,
  Get,
  HttpCode,
  type MessageEvent,
  type OnModuleDestroy,
  Param,
  Post,
  Query,
  Req,
  Sse,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DEFAULT_COLLECTION } from '@unseen/domain';
import { JobRunner } from '@unseen/ingest';
import { type Caller, CurrentCaller, RequireScope, Tenant } from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import { from, map, type Observable } from 'rxjs';
import {
  CreateJob,
  Job,
  JobFailureList,
  JobFailuresQuery,
  JobList,
  JobPath,
  JobPreview,
  PreviewJob,
  SourceList,
  SourcesQuery,
} from '@unseen/api';
import { toJobAnswer } from './job-answer.ts';
import { toPreviewAnswer } from './preview-answer.ts';

const DEFAULT_FAILURES = 100;
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

  @Get('sources')
  @ApiOperation({
    operationId: 'listJobSources',
    summary: 'What a folder below the import root holds for jobs to read',
    description: 'Each tenant has an import root of its own. One that is not there yet is empty.',
  })
  @ApiOkResponse({ type: SourceList })
  async sources(
    @CurrentCaller() { tenant, operator }: Caller,
    @Query() { path = '.' }: SourcesQuery,
  ): Promise<SourceList> {
    const { root, folders, files, ...rest } = await this.jobs.sources(tenant, path);
    return { ...rest, root: operator ? root : null, folders: [...folders], files: [...files] };
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewJob',
    summary: 'What a job would read first, and what the columns of a table would become',
    description: 'Nothing is stored. Whether a picture is there is found out when it is loaded.',
  })
  @ApiOkResponse({ type: JobPreview })
  async preview(@Tenant() tenant: string, @Body() { source, limit = 5 }: PreviewJob): Promise<JobPreview> {
    return toPreviewAnswer(await this.jobs.preview(tenant, source, limit));
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far a job has come' })
  @ApiOkResponse({ type: Job })
  async read(@Tenant() tenant: string, @Param() { id }: JobPath): Promise<Job> {
    return toJobAnswer(await this.jobs.get(tenant, id));
  }

  @Sse(':id/events')
  @ApiOperation({
    operationId: 'watchJob',
    summary: 'The job after every change, until it is over (server-sent events)',
  })
  @ApiProduces('text/event-stream')
  async events(
    @Tenant() tenant: string,
    @Param() { id }: JobPath,
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
  @ApiOperation({
    operationId: 'listJobFailures',
    summary: 'The entries that could not be ingested, in the order of the source',
  })
  @ApiOkResponse({ type: JobFailureList })
  async failures(
    @Tenant() tenant: string,
    @Param() { id }: JobPath,
    @Query() { limit = DEFAULT_FAILURES, cursor }: JobFailuresQuery,
  ): Promise<JobFailureList> {
    const failures = await this.jobs.failures(tenant, id, cursor, limit);
    return {
      failures: failures.map(({ id: entry, reason, code }) => ({ id: entry, reason, code })),
      nextCursor: failures.length < limit ? null : String(failures.at(-1)?.ordinal),
    };
  }

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the job rest; what is in the works is finished' })
  @ApiOkResponse({ type: Job })
  async pause(@Tenant() tenant: string, @Param() { id }: JobPath): Promise<Job> {
    return toJobAnswer(await this.jobs.pause(tenant, id));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on with a paused job' })
  @ApiOkResponse({ type: Job })
  async resume(@Tenant() tenant: string, @Param() { id }: JobPath): Promise<Job> {
    return toJobAnswer(await this.jobs.resume(tenant, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the job for good; what is ingested stays' })
  @ApiOkResponse({ type: Job })
  async cancel(@Tenant() tenant: string, @Param() { id }: JobPath): Promise<Job> {
    return toJobAnswer(await this.jobs.cancel(tenant, id));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try the failed entries again' })
  @ApiOkResponse({ type: Job })
  async retry(@Tenant() tenant: string, @Param() { id }: JobPath): Promise<Job> {
    return toJobAnswer(await this.jobs.retry(tenant, id));
  }
}
