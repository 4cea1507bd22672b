import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '@unseen/domain';
import type { Logger } from 'pino';
import { Outages } from '../health/outages.ts';
import { LOGGER } from '../log/logger.ts';
import { toAppError, toProblem } from './problem.ts';

/** Answers every error as problem details; logs the ones that are our fault with their cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly outages: Outages,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    logOurFault(toAppError(thrown), request.id, this.logger, this.outages);
    sendProblem(thrown, request, reply);
  }
}

/** Logs what is not the caller's fault: what nobody expected each time, an outage once, and a refusal under load not at all. */
export function logOurFault(error: AppError, requestId: string, logger: Logger, outages: Outages): void {
  if (error.status < 500 || outages.tell(error)) return;
  const level = error.status === 503 ? 'debug' : 'error';
  logger[level]({ requestId, code: error.code, err: error.cause ?? error }, error.message);
}

/** Sends the problem response of anything thrown while a request was handled. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = toAppError(thrown);
  if (reply.sent || reply.raw.headersSent) return;
  if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
  if (error.code === 'unauthorized') void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(error.status)
    .header('x-request-id', request.id)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(toProblem(error, request.id));
}
