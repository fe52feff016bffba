/** What the headers of a request say about how its command is to be carried out. */
import { createHash } from 'node:crypto';
import {
  BadRequestException,
  createParamDecorator,
  HttpException,
  type ExecutionContext,
} from '@nestjs/common';
import type { Options } from '#workflow';
import type { WithUpload } from './upload.ts';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
const EDITION_TAG = /^"(\d{1,9})"$/;
const PRECONDITION_REQUIRED = 428;

/** Idempotency-Key and If-Match. With `required`, an edit must say which edition it was made from. */
export const RequestOptions = createParamDecorator(
  (ifMatch: 'optional' | 'required' | undefined, context: ExecutionContext): Options => {
    const request = context.switchToHttp().getRequest<WithUpload>();
    return { idempotency: idempotencyOf(request), edition: editionOf(request, ifMatch === 'required') };
  },
);

function idempotencyOf(request: WithUpload): Options['idempotency'] {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key))
    throw new BadRequestException('Idempotency-Key must be 1 to 255 printable characters.');
  const said = JSON.stringify([
    request.method,
    request.url,
    request.body ?? null,
    request.upload?.bytesSha256 ?? null,
  ]);
  return { key, requestSha256: createHash('sha256').update(said).digest('hex') };
}

function editionOf(request: WithUpload, required: boolean): number | undefined {
  const tag = request.headers['if-match'];
  if (tag === undefined && required)
    throw new HttpException(
      'Send If-Match with the ETag you read, so that nobody’s change is lost.',
      PRECONDITION_REQUIRED,
    );
  if (tag === undefined) return undefined;
  const edition = EDITION_TAG.exec(tag)?.[1];
  if (edition === undefined)
    throw new BadRequestException('If-Match must be an ETag as it was given, such as "3".');
  return Number(edition);
}
