import { Unseen } from '@unseen/client';

/** Milliseconds for which a tool tries again: the assistant waits, and its own patience is short. */
const PATIENCE_MS = 5_000;

/** The tools over HTTP. */
export interface McpEndpoint {
  /**
   * Answers one request of the protocol. Nothing is kept between two requests, so any replica can answer the next one.
   *
   * @param body - as it was sent, parsed
   * @param platform - where the tools find the platform
   * @param key - the caller's own: a tool may do what its key may do
   */
  answer(request: Request, body: unknown, platform: string, key: string | undefined): Promise<Response>;
}

/** Serves the tools by the protocol's streamable HTTP transport. */
export function serveHttp(): McpEndpoint {
  return {
    async answer(request, body, platform, key) {
      const unseen = new Unseen({ url: platform, key, retryForMs: PATIENCE_MS });
      // The protocol's code is loaded with the first request.
      const [{ createMcpHandler }, { createMcpServer }] = await Promise.all([
        import('@modelcontextprotocol/server'),
        import('./create-mcp-server.ts'),
      ]);
      const handler = createMcpHandler(() => createMcpServer(unseen), { responseMode: 'json' });
      return handler.fetch(request, { parsedBody: body });
    },
  };
}
