/** A small store that speaks S3: one bucket, path-style addresses, and signatures computed here by AWS's description. */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Settings } from '#intake';

export interface Bucket {
  readonly settings: S3Settings;
  readonly objects: Map<string, Buffer>;
  /** Answers to give before any other, first come first served. */
  readonly faults: { readonly status: number; readonly code: string }[];
  stop(): Promise<void>;
}

const NAME = 'evidence';
const REGION = 'eu-north-1';
const KEY_ID = 'AKIDEXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

export async function startBucket(options: { conditionalWrites: boolean }): Promise<Bucket> {
  const objects = new Map<string, Buffer>();
  const faults: { status: number; code: string }[] = [];

  const answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => {
    const say = (status: number, content: Buffer | string = '') => response.writeHead(status).end(content);
    const fail = (status: number, code: string) => say(status, `<Error><Code>${code}</Code></Error>`);
    const fault = faults.shift();
    if (fault) return fail(fault.status, fault.code);
    if (!isSigned(request, body)) return fail(403, 'SignatureDoesNotMatch');
    const key = (request.url ?? '').replace(`/${NAME}/`, '');
    const object = objects.get(key);
    if (request.method !== 'PUT') return object ? say(200, object) : fail(404, 'NoSuchKey');
    if (request.headers['if-none-match'] !== undefined) {
      if (!options.conditionalWrites) return fail(501, 'NotImplemented');
      if (object) return fail(412, 'PreconditionFailed');
    }
    objects.set(key, body);
    return say(200);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks), response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A TCP server's address is never the path of a pipe.
  const { port } = server.address() as AddressInfo;
  return {
    objects,
    faults,
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: NAME,
      region: REGION,
      accessKeyId: KEY_ID,
      secretAccessKey: SECRET,
    },
    async stop() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, for addresses without a query. */
function isSigned({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
    headers.authorization ?? '',
  );
  const date = String(headers['x-amz-date']);
  const contentHash = String(headers['x-amz-content-sha256']);
  if (!given || (method === 'PUT' && contentHash !== sha256(body))) return false;
  if (Math.abs(Date.now() - timeOf(date)) > 15 * 60_000) return false;
  const [, credential = '', names = '', signature] = given;
  const scope = `${date.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const required = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((each) =>
    names.split(';').includes(each),
  );
  if (credential !== `${KEY_ID}/${scope}` || !required) return false;

  const canonical = [
    method,
    url,
    '',
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    contentHash,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(Buffer.from(canonical))].join('\n');
  const key = scope.split('/').reduce((secret: string | Buffer, part) => hmac(secret, part), `AWS4${SECRET}`);
  return hmac(key, toSign).toString('hex') === signature;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** 20260603T101500Z, as a time. */
const timeOf = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
