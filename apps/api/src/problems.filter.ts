import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { PROBLEM_CODES, type Problem, type ProblemCode } from '#contract';
import { Refused } from '#domain';

/** What went wrong before a rule was asked, by the status that Nest and Fastify say. */
const CODES: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed',
  401: 'unauthenticated',
  404: 'not-found',
  406: 'not-acceptable',
  413: 'too-large',
  415: 'unsupported-media-type',
  428: 'precondition-required',
  429: 'too-many-requests',
  503: 'unavailable',
};

type Answer = Omit<Problem, 'type' | 'title' | 'requestId' | 'code'> & { readonly code: ProblemCode };

/** A body or query that the contract does not allow, field by field. */
export class Malformed extends HttpException {
  constructor(readonly errors: readonly { path: string; message: string }[]) {
    super(errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '), 400);
  }
}

/** Nobody is let in with this request; the sentence says what to do. */
export class Unauthenticated extends HttpException {
  constructor(
    readonly code: 'unauthenticated' | 'token-revoked' | 'token-expired',
    message: string,
  ) {
    super(message, 401);
  }
}

/** Every answer that is not a success: a problem document (RFC 9457) with a stable code. */
@Catch()
export class ProblemsFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const answer = this.answerTo(error, request);
    const { status, code } = answer;
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    if (status === 503) reply.header('retry-after', '2');
    // What has not been read of a refused upload would stand before the next request on this connection.
    if (!request.raw.complete) reply.header('connection', 'close');
    const problem: Problem = {
      type: `urn:countersign:${code}`,
      title: code.replaceAll('-', ' '),
      ...answer,
      requestId: request.id,
    };
    reply
      .status(status)
      .header('content-type', 'application/problem+json')
      .header('cache-control', 'no-store')
      .send(problem);
  }

  private answerTo(error: unknown, request: FastifyRequest): Answer {
    if (error instanceof Refused) {
      const { code, message: detail, current, unmet } = error;
      return {
        status: PROBLEM_CODES[code].status,
        code,
        detail,
        current,
        ...(unmet.length && { unmet: [...unmet] }),
      };
    }
    const status = statusOf(error);
    if (status !== null && error instanceof Error && status < 500)
      return {
        status,
        code: error instanceof Unauthenticated ? error.code : (CODES[status] ?? 'refused'),
        detail: error.message,
        ...(error instanceof Malformed && { errors: [...error.errors] }),
      };
    if (isOutage(error)) {
      this.log.error({ err: error, requestId: request.id }, 'the database does not answer');
      // Whether the change was made is not known here: the same Idempotency-Key finds out.
      return {
        status: 503,
        code: 'unavailable',
        detail: 'The database does not answer. Try again with the same Idempotency-Key.',
      };
    }
    if (status !== null && error instanceof HttpException)
      return { status, code: CODES[status] ?? 'failed', detail: error.message };
    this.log.error({ err: error, requestId: request.id }, 'a request failed');
    return {
      status: 500,
      code: 'internal',
      detail: 'Something went wrong here. It is logged under the request id.',
    };
  }
}

/** Nest and Fastify both say in the error which status they mean. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const said = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof said === 'number' && said >= 400 ? said : null;
}

const OUTAGE = /^(08...|57P0[123]|53300|55P03|57014|25006)$|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)$/;

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause = 'driverError' in error && error.driverError instanceof Error ? error.driverError : error;
  const code = 'code' in cause ? String(cause.code) : '';
  return (
    OUTAGE.test(code) || /Connection terminated|timeout exceeded when trying to connect/.test(cause.message)
  );
}
