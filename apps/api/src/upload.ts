/** A file in a multipart request: streamed into the archive, its fields put where a JSON body would be. */
import {
  createParamDecorator,
  Inject,
  Injectable,
  PayloadTooLargeException,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import type { ApiConfig } from '#config';
import type { Archive } from '#intake';
import { Malformed } from './problems.filter.ts';
import { ARCHIVE, CONFIG } from './tokens.ts';

export interface Upload {
  readonly name: string | null;
  /** As the sender declared it. */
  readonly mediaType: string | null;
  readonly bytesSha256: string;
  readonly sizeBytes: number;
}

export type WithUpload = FastifyRequest & { upload?: Upload };

const NAME_MAX = 300;
const MEDIA_TYPE_MAX = 200;

/**
 * Runs after the caller is known and before the body is checked. A request that is refused later leaves bytes in the
 * archive that nothing points to: they are found by their hash when the same file comes again.
 */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(
    @Inject(ARCHIVE) private readonly archive: Archive,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<WithUpload>();
    if (request.isMultipart()) await this.receive(request);
    return next.handle();
  }

  private async receive(request: WithUpload): Promise<void> {
    const limits = { fileSize: this.config.UPLOAD_LIMIT_BYTES, files: 1, fields: 20, fieldSize: 10_000 };
    const fields: Record<string, unknown> = {};
    try {
      for await (const part of request.parts({ limits })) {
        if (part.type === 'file') request.upload = await this.keep(part);
        else if (part.value !== '') fields[part.fieldname] = part.value;
      }
    } catch (error) {
      throw isBrokenForm(error) ? new Malformed([{ path: 'file', message: BROKEN_FORM }]) : error;
    }
    if (!request.upload) throw new Malformed([{ path: 'file', message: 'send the document as a file' }]);
    request.body = fields;
  }

  private async keep({ file, filename, mimetype }: MultipartFile): Promise<Upload> {
    // What is cut off at the limit must not become a document: the stream fails, and nothing is kept.
    file.once('limit', () =>
      file.destroy(
        new PayloadTooLargeException(
          `The file is larger than ${this.config.UPLOAD_LIMIT_BYTES.toLocaleString('en')} bytes: send the part that matters.`,
        ),
      ),
    );
    const { sha256, size } = await this.archive.put(file);
    if (!size) throw new Malformed([{ path: 'file', message: 'the file is empty' }]);
    return {
      name: textOf(filename, NAME_MAX),
      mediaType: textOf(mimetype, MEDIA_TYPE_MAX),
      bytesSha256: sha256,
      sizeBytes: size,
    };
  }
}

const BROKEN_FORM = 'the form has no boundary or ends in the middle: send it again, all of it';

/** What the parser finds wrong with a form has no status, and nothing but its words to tell it by. */
const isBrokenForm = (error: unknown): boolean =>
  error instanceof Error && /^Multipart: |unexpected end of multipart data$/i.test(error.message);

/** What a sender calls it, as far as it is text that can be stored; cut between characters, not within one. */
function textOf(said: string | undefined, max: number): string | null {
  const text = (said ?? '').replaceAll('\0', '').toWellFormed();
  return Array.from(text).slice(0, max).join('') || null;
}

/** The file that came with the request, if one did. */
export const UploadedFile = createParamDecorator(
  (_: unknown, context: ExecutionContext): Upload | null =>
    context.switchToHttp().getRequest<WithUpload>().upload ?? null,
);
