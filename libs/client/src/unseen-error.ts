import type { components } from './generated/api.ts';

/** One wrong field of a request. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A request the platform refused, or could not be reached for. `code` is stable: program against it. */
export class UnseenError extends Error {
  /** A code of the error catalogue; `unreachable` when nothing answered. */
  readonly code: string;
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  readonly title: string;
  readonly requestId?: string;
  readonly errors: readonly FieldProblem[];

  constructor(
    problem: Partial<components['schemas']['Problem']> & { code: string; status: number },
    cause?: unknown,
  ) {
    super(problem.detail ?? problem.title ?? `The platform answered ${problem.status}.`, { cause });
    this.name = 'UnseenError';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title ?? 'The request failed';
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
  }
}

/** The error an unsuccessful response stands for. */
export async function toError(response: Response): Promise<UnseenError> {
  const text = await response.text();
  const requestId = response.headers.get('x-request-id') ?? undefined;
  try {
    const problem = JSON.parse(text) as components['schemas']['Problem'];
    if (typeof problem.code === 'string') return new UnseenError({ ...problem, status: response.status });
  } catch {
    // A proxy's page, say: its status is all there is to know.
  }
  return new UnseenError({ code: 'unexpected_answer', status: response.status, requestId });
}
