import { type ErrorCode, ERROR_CATALOGUE } from '@unseen/domain';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ANSWER_HEADER_LINES } from './answer-headers.ts';

/** What Node calls requests it cannot read, and what is answered; anything else is no HTTP. */
const CODES: Readonly<Record<string, { readonly status: number; readonly code: ErrorCode }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'invalid_request' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request_timeout' },
};

/** Answers what cannot be read as a request, and ends its connection. */
export function answerNoHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code } = CODES[error.code ?? ''] ?? { status: 400, code: 'invalid_request' as const };
  const detail = 'This cannot be read as a request of HTTP/1.1.';
  const { title } = ERROR_CATALOGUE[code];
  const body = JSON.stringify({ type: `urn:unseen:error:${code}`, title, status, detail, code });
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${ANSWER_HEADER_LINES}cache-control: no-store\r\nconnection: close\r\n` +
        `content-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}
