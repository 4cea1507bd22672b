import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../log/logger.ts';
import { toAppError, toProblem } from './problem.ts';

/** Answers every error as problem details; logs the ones that are our fault with their cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    sendProblem(thrown, request, reply, this.logger);
  }
}

/** Sends the problem response of anything thrown while a request was handled. */
export function sendProblem(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): void {
  const error = toAppError(thrown);
  if (error.status >= 500) {
    logger.error({ requestId: request.id, code: error.code, err: error.cause ?? error }, error.message);
  }
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
