export { createMcpServer } from './create-mcp-server.ts';
export { serveHttp, type McpEndpoint } from './serve-http.ts';
export { serveStdio } from '@modelcontextprotocol/server/stdio';
