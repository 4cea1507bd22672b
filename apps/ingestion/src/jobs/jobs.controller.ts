import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { JobRunner } from '@unseen/ingest';
import { RequireScope, Tenant } from '@unseen/platform';
import { from, map, type Observable } from 'rxjs';
import { CreateJobDto, JobDto, JobFailuresDto } from './job.dto.ts';
import { toJobDto } from './to-job-dto.ts';
