import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { serveHttp } from '@unseen/assistant';
import type { Config } from '@unseen/config';
import { KEY_SCOPES } from '@unseen/domain';
import { type AuthenticatedRequest, CONFIG, ReadsOnly, RequireScope, TakesUploads } from '@unseen/server';
import type { FastifyReply } from 'fastify';

/**
 * The tools for assistants over HTTP. They ask the platform as any client would, with the key of whoever calls, so that
 * scopes, tenants and limits hold here as everywhere.
 */
@ApiExcludeController()
@RequireScope(...KEY_SCOPES)
@Controller('mcp')
export class McpController {
  private readonly tools = serveHttp();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** What a tool makes is made by a request of its own; here nothing is to be kept for a second try. */
  @Post()
  @ReadsOnly()
  @TakesUploads()
  async answer(@Req() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { authorization = '' } = request.headers;
    const key = /^Bearer (.+)$/i.exec(authorization)?.[1];
    const answer = await this.tools.answer(
      asRequest(request),
      request.body,
      this.config.platformUrl ?? ownAddress(request),
      key,
    );
    void reply.status(answer.status).header('cache-control', 'no-store');
    const type = answer.headers.get('content-type');
    if (type !== null) void reply.type(type);
    // 202 for what wants no answer has no body.
    void reply.send(answer.body === null ? undefined : Buffer.from(await answer.arrayBuffer()));
  }
}

/** The request as the protocol's library takes it; the body goes beside it, parsed. */
function asRequest({ headers, method, url }: AuthenticatedRequest): Request {
  const named = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(', ')] as [string, string]],
  );
  return new Request(new URL(url, 'http://unseen'), { method, headers: named });
}

/** Where this process was reached: its own routes answer there, too. */
function ownAddress({ socket }: AuthenticatedRequest): string {
  const address = (socket.localAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  return `http://${address.includes(':') ? `[${address}]` : address}:${socket.localPort}`;
}
