import { randomUUID } from 'node:crypto';
import {
  Body,
  Controller,
  Get,
  HttpStatus,
  Inject,
  PayloadTooLargeException,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Id, intake, Outcome, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { Refused, type IntakeSource } from '#domain';
import { canonicalText, identifyLanguage, labelText } from '#extraction';
import { decodeText, refuseTooLong, sha256Of, unreadableCharacters, type Archive } from '#intake';
import {
  execute,
  readAnchors,
  readDocuments,
  readDocumentText,
  readModelRuns,
  type Options,
} from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';
import { Malformed } from './problems.filter.ts';
import { ARCHIVE } from './tokens.ts';
import { UploadedFile, UploadInterceptor, type Upload } from './upload.ts';

const OfVersion = z.object({ versionId: Id.optional() });
type OfVersion = z.infer<typeof OfVersion>;
const OfThisVersion = z.object({ versionId: Id });
type OfThisVersion = z.infer<typeof OfThisVersion>;

@ApiTags('documents')
@Controller('api/v1/documents')
export class DocumentsController {
  constructor(
    private readonly db: DataSource,
    @Inject(ARCHIVE) private readonly archive: Archive,
  ) {}

  @Get()
  @Answers(responses.Documents)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readDocuments(tx, actor, page));
  }

  @Get(':id')
  @Answers(responses.DocumentWithText)
  get(
    @CurrentActor() actor: Person,
    @IdParam() id: string,
    @Query({ schema: OfVersion }) { versionId }: OfVersion,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readDocumentText(tx, actor, id, versionId));
  }

  /** Where the passages of earlier versions stand in this one. */
  @Get(':id/anchors')
  @Answers(responses.Anchors)
  anchors(
    @CurrentActor() actor: Person,
    @IdParam() id: string,
    @Query({ schema: OfThisVersion }) { versionId }: OfThisVersion,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readAnchors(tx, actor, id, versionId));
  }

  /** What a language model was asked, when one is set up, and what became of its proposals. */
  @Get(':id/model-runs')
  @Answers(responses.ModelRuns)
  modelRuns(
    @CurrentActor() actor: Person,
    @IdParam() id: string,
    @Query({ schema: responses.ModelRunsQuery }) page: responses.ModelRunsQuery,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readModelRuns(tx, actor, id, page));
  }

  /**
   * Text is a document at once (201). A file (multipart) and an address are an intake
   * (202): they are fetched and read in the background, and `GET /api/v1/intakes/{id}` tells what becomes of them.
   */
  @Post()
  @UseInterceptors(UploadInterceptor)
  @Answers(Outcome, 201)
  @ApiResponse({
    status: 202,
    standardSchema: Outcome,
    description: 'An intake: it is read in the background.',
  })
  async receive(
    @CurrentActor() actor: Person,
    @Body({ schema: intake.NewDocument }) body: intake.NewDocument,
    @UploadedFile() upload: Upload | null,
    @RequestOptions() options: Options,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { text, bytesBase64, url } = body;
    const said = [upload, text, bytesBase64, url].filter((one) => one !== undefined && one !== null);
    if (said.length !== 1)
      throw new Malformed([{ path: '', message: 'send one of a file, text, bytesBase64 and url' }]);
    if (upload) return this.handIn(actor, body, { kind: 'file', ...upload }, options, reply);
    if (url) return this.handIn(actor, body, { kind: 'address', url }, options, reply);
    return this.receiveText(
      actor,
      body,
      Buffer.from(bytesBase64 ?? text ?? '', text === undefined ? 'base64' : 'utf8'),
      options,
    );
  }

  private handIn(
    actor: Person,
    { title, publisher, publishedAt, language, documentId }: intake.NewDocument,
    source: IntakeSource,
    options: Options,
    reply: FastifyReply,
  ) {
    reply.status(HttpStatus.ACCEPTED);
    const details = { title, publisher, publishedAt, language, documentId };
    return execute(this.db, actor, { type: 'hand-in', intakeId: randomUUID(), source, ...details }, options);
  }

  private async receiveText(actor: Person, body: intake.NewDocument, bytes: Buffer, options: Options) {
    const { title, publisher, publishedAt, language } = body;
    if (title === null || publisher === null)
      throw new Malformed([
        { path: title === null ? 'title' : 'publisher', message: 'is needed beside a text' },
      ]);
    const decoded = decodeText(bytes) ?? refuseUnreadable();
    const text = canonicalText(decoded.text);
    if (!text.trim()) refuseUnreadable();
    const tooLong = refuseTooLong(text.split('\n'));
    if (tooLong) throw new PayloadTooLargeException(tooLong.sentence);
    const { sha256: bytesSha256 } = await this.archive.put(bytes);
    const version = {
      versionId: randomUUID(),
      bytesSha256,
      textSha256: sha256Of(Buffer.from(text)),
      characters: Array.from(text).length,
      mediaType: 'text/plain',
      text,
      regions: labelText(text),
      warnings: unreadableCharacters(decoded),
    };
    const known = {
      title,
      publisher,
      publishedAt,
      language: language ?? (await identifyLanguage(text)).language,
      address: null,
    };
    const command = body.documentId
      ? { type: 'add-version' as const, documentId: body.documentId, ...known, ...version }
      : { type: 'receive-document' as const, documentId: randomUUID(), ...known, ...version };
    return execute(this.db, actor, command, options);
  }

  /** What the document rests on, as far as a person knows; it may be more than one thing. */
  @Post(':id/origins')
  @Answers(Outcome)
  confirmOrigin(
    @CurrentActor() actor: Person,
    @IdParam() documentId: string,
    @Body({ schema: requests.ConfirmOrigin }) body: requests.ConfirmOrigin,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'confirm-origin', documentId, ...body }, options);
  }

  @Post(':id/origins/remove')
  @Answers(Outcome)
  removeOrigin(
    @CurrentActor() actor: Person,
    @IdParam() documentId: string,
    @Body({ schema: requests.ConfirmOrigin }) body: requests.ConfirmOrigin,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'remove-origin', documentId, ...body }, options);
  }
}

function refuseUnreadable(): never {
  throw new Refused(
    'unreadable-document',
    'This is not text in an encoding we can read: send UTF-8, or UTF-16 with a byte-order mark.',
  );
}
