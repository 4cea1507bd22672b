import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@unseen/domain';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';

/** Injects a signal that is aborted with `caller_left` when the caller closes the connection before the answer is out. */
export const CallerLeft = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerLeft(context.switchToHttp().getResponse<FastifyReply>().raw),
);

/** The signal of one answer. */
export function callerLeft(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const leave = () => {
    if (response.writableFinished) return;
    controller.abort(new AppError('caller_left', 'The connection was closed before the answer.'));
  };
  if (response.destroyed) leave();
  else response.once('close', leave);
  return controller.signal;
}
