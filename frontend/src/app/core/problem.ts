/** Refusals of the API (RFC 9457 problem documents) as typed errors. */
import { HttpErrorResponse } from '@angular/common/http';

export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

export interface PublishProblem {
  code: string;
  lesson?: string | null;
  message: string;
}

export interface Problem {
  /** HTTP status; 0 when the server could not be reached. */
  status: number;
  code: string;
  detail: string;
  requestId: string;
  errors: FieldProblem[];
  problems: PublishProblem[];
}

type ProblemDocument = Partial<Omit<Problem, 'requestId'>> & { request_id?: string };

/** A request that the server refused, or that never reached it (`problem.status` 0). */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.code);
    this.name = 'ProblemError';
  }
}

/** The problem document in a failed response. */
export function readProblem(response: HttpErrorResponse): Problem {
  const body = isProblemDocument(response.error) ? response.error : {};
  return {
    status: response.status,
    code: body.code ?? (response.status === 0 ? 'unreachable' : 'unknown'),
    detail: body.detail ?? '',
    requestId: body.request_id ?? '',
    errors: body.errors ?? [],
    problems: body.problems ?? [],
  };
}

/** The problem behind anything that was thrown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof HttpErrorResponse) return readProblem(error);
  const detail = error instanceof Error ? error.message : '';
  return { status: -1, code: 'unknown', detail, requestId: '', errors: [], problems: [] };
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return typeof body === 'object' && body !== null && !(body instanceof ProgressEvent);
}
