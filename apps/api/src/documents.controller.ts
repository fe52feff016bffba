import { createHash, randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { Refused } from '#domain';
import { canonicalText, decodeDocument } from '#extraction';
import { execute, readDocuments, readOne, readText, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

@ApiTags('documents')
@Controller('api/v1/documents')
export class DocumentsController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(responses.Documents)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readDocuments(tx, actor, page));
  }

  @Get(':id')
  @Answers(responses.DocumentWithText)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, async (tx) => {
      const document = await readOne(tx, actor, 'document', id);
      const text = await readText(tx, actor, document.versions.at(-1)?.id ?? '');
      return { ...document, text };
    });
  }

  @Post()
  @Answers(Outcome, 201)
  receive(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.NewDocument }) body: requests.NewDocument,
    @RequestOptions() options: Options,
  ) {
    const { title, publisher, publishedAt, language } = body;
    const bytes = Buffer.from(body.bytesBase64 ?? body.text ?? '', body.bytesBase64 ? 'base64' : 'utf8');
    const text = canonicalText(decodeDocument(bytes) ?? refuseUnreadable());
    if (!text.trim()) refuseUnreadable();
    const command = {
      type: 'receive-document' as const,
      documentId: randomUUID(),
      versionId: randomUUID(),
      title,
      publisher,
      publishedAt,
      language,
      bytesSha256: sha256(bytes),
      textSha256: sha256(text),
      characters: Array.from(text).length,
      text,
    };
    return execute(this.db, actor, command, options);
  }

  @Post(':id/origin')
  @Answers(Outcome)
  confirmOrigin(
    @CurrentActor() actor: Person,
    @IdParam() documentId: string,
    @Body({ schema: requests.ConfirmOrigin }) body: requests.ConfirmOrigin,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'confirm-origin', documentId, ...body }, options);
  }
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

function refuseUnreadable(): never {
  throw new Refused(
    'unreadable-document',
    'This is not text in an encoding we can read: send UTF-8, or UTF-16 with a byte-order mark.',
  );
}
