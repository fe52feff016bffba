import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** What has an edition is answered with it as its ETag: the value If-Match asks for. Nothing private is cached. */
export class EditionTagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((body) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
        if (typeof body === 'object' && body !== null && 'edition' in body)
          reply.header('etag', `"${String(body.edition)}"`);
        return body;
      }),
    );
  }
}
