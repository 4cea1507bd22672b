import { AppError, ERROR_CATALOGUE, type ErrorCode, type FieldError } from '@unseen/domain';
import { HttpException } from '@nestjs/common';
import { MOST_PROBLEMS } from '@unseen/api';

/** RFC 9457 problem details, with Unseen's stable `code` and the id of the request. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
}

/** What Fastify and its plugins throw, as codes of the catalogue. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_request',
  FST_REQ_FILE_TOO_LARGE: 'payload_too_large',
  FST_FILES_LIMIT: 'malformed_multipart',
  FST_FIELDS_LIMIT: 'malformed_multipart',
  FST_PARTS_LIMIT: 'malformed_multipart',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
  FST_PROTO_VIOLATION: 'malformed_multipart',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
};

/** Turns anything thrown into an {@link AppError}; what nobody expected becomes `internal` with the original as cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    const code = STATUS_CODES[status] ?? (status < 500 ? 'invalid_request' : 'internal');
    return new AppError(code, code === 'internal' ? 'An unexpected error.' : error.message, { cause: error });
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const known = typeof code === 'string' ? FASTIFY_CODES[code] : undefined;
  if (known === 'payload_too_large') {
    return new AppError(
      known,
      'The request, or a file in it, has more bytes than UNSEEN_MAX_UPLOAD_MB allows.',
      {
        cause: error,
      },
    );
  }
  if (known !== undefined) return new AppError(known, (error as Error).message, { cause: error });
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError(STATUS_CODES[status] ?? 'invalid_request', (error as Error).message, {
      cause: error,
    });
  }
  return new AppError('internal', 'An unexpected error.', { cause: error });
}

/** The problem response of an error. */
export function toProblem(error: AppError, requestId: string): Problem {
  const { status, title } = ERROR_CATALOGUE[error.code];
  return {
    type: `urn:unseen:error:${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.errors === undefined ? {} : { errors: error.errors.slice(0, MOST_PROBLEMS) }),
  };
}
