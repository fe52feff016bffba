import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The contract as OpenAPI 3.1, made from the zod schemas of the routes; docs/openapi.json is held against it. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Countersign')
    .setDescription('Collaborative fact-check review with a record anyone can check.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) =>
      `${controller.replace('Controller', '').toLowerCase()}-${method}`,
  });
  return withUpload(withHeaders(document));
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key gives the same answer; make a new one for every new request.',
  schema: { type: 'string', maxLength: 255 },
} as const;

const ifMatch = (required: boolean) =>
  ({
    name: 'If-Match',
    in: 'header',
    required,
    description: 'The ETag you read. When somebody changed it since, the answer is 412.',
    schema: { type: 'string' },
  }) as const;

/**
 * What takes no Idempotency-Key: its answer holds a secret that is told once, it is sent by nobody with an account, or it does
 * the same however often it is sent. Two of them know the edition that was read.
 */
const WITHOUT_KEY: ReadonlyMap<string, { ifMatch: boolean }> = new Map([
  ['people-issueToken', { ifMatch: true }],
  ['assignments-saveDraft', { ifMatch: true }],
  ['webhooks-register', { ifMatch: false }],
  ['mail-set', { ifMatch: false }],
  ['deadletters-replay', { ifMatch: false }],
  ['threads-presence', { ifMatch: false }],
  ['log-checkAndKeep', { ifMatch: false }],
  ['publicchallenges-challenge', { ifMatch: false }],
]);
const DONE_AGAIN = 'No Idempotency-Key is taken: what is sent twice is done twice.';

/** The headers every other change understands: they come from a decorator, which OpenAPI does not see. */
function withHeaders(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths))
    for (const [method, operation] of [
      ['post', path.post],
      ['put', path.put],
    ] as const)
      if (operation) {
        const without = WITHOUT_KEY.get(operation.operationId ?? '');
        if (without) operation.description = [operation.description, DONE_AGAIN].filter(Boolean).join(' ');
        operation.parameters = [
          ...(operation.parameters ?? []),
          ...(without ? [] : [IDEMPOTENCY_KEY]),
          ...((without?.ifMatch ?? true) ? [ifMatch(method === 'put')] : []),
        ];
      }
  return document;
}

/** A document as a form with a file: the upload is read before the contract sees the rest. */
function withUpload(document: OpenAPIObject): OpenAPIObject {
  const body = document.paths['/api/v1/documents']?.post?.requestBody;
  if (!body || !('content' in body)) throw new Error('a document is sent to /api/v1/documents');
  const field = { type: 'string' } as const;
  body.content['multipart/form-data'] = {
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        title: field,
        publisher: field,
        publishedAt: { ...field, format: 'date' },
        language: field,
        documentId: { ...field, format: 'uuid' },
      },
    },
  };
  return document;
}

export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/v1/openapi.json',
    customSiteTitle: 'Countersign: API',
  });
}
