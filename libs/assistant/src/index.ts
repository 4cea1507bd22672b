import type { McpServer } from '@modelcontextprotocol/server';
import type { Unseen } from '@unseen/client';

export { serveHttp, type McpEndpoint } from './serve-http.ts';

/** Serves the tools to one assistant over standard input and output. */
export async function serveStdio(unseen: Unseen): Promise<void> {
  const [{ serveStdio: serve }, { createMcpServer }] = await Promise.all([
    import('@modelcontextprotocol/server/stdio'),
    import('./create-mcp-server.ts'),
  ]);
  serve((): McpServer => createMcpServer(unseen));
}
