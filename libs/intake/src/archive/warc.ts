/**
 * WARC/1.1 (ISO 28500:2017, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/): each
 * record is a gzip member of its own, so that tools can jump to it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A request and its answer as they went over the wire. */
export interface CapturedExchange {
  readonly url: string;
  /** The IP address that was connected to. */
  readonly address: string;
  readonly startedAt: Date;
  readonly request: Buffer;
  readonly response: Buffer;
  /** How many bytes of the response are status line and headers. */
  readonly headLength: number;
}

export interface Capture {
  /** What fetched, as it named itself to the sites. */
  readonly userAgent: string;
  /** Redirects first, the page itself last. */
  readonly exchanges: readonly CapturedExchange[];
  /** SHA-256, in hex, of the page as it was read on: with every encoding taken off. */
  readonly documentSha256: string;
}

type Field = readonly [name: string, value: string];
interface WarcRecord {
  readonly fields: readonly Field[];
  readonly block: Buffer;
}

/** A whole WARC file: warcinfo, then response and request of each exchange, then what became of the last one. */
export async function warcFile(capture: Capture): Promise<Buffer> {
  const records = [warcinfo(capture)];
  let lastResponse: Field[] = [];
  for (const exchange of capture.exchanges) {
    const responseId = recordId();
    records.push(responseRecord(exchange, responseId), requestRecord(exchange, responseId));
    lastResponse = [
      ['WARC-Concurrent-To', responseId],
      ['WARC-Target-URI', exchange.url],
    ];
  }
  records.push(metadata(capture, lastResponse));
  return Buffer.concat(await Promise.all(records.map((record) => compress(serialized(record)))));
}

const compress = promisify(gzip);

const warcinfo = ({ userAgent, exchanges }: Capture): WarcRecord => ({
  fields: [
    ['WARC-Type', 'warcinfo'],
    ['WARC-Record-ID', recordId()],
    ['WARC-Date', (exchanges[0]?.startedAt ?? new Date()).toISOString()],
    ['Content-Type', 'application/warc-fields'],
  ],
  block: fieldsBlock([
    ['software', 'Countersign'],
    ['format', 'WARC File Format 1.1'],
    ['robots', 'obey'],
    ['http-header-user-agent', userAgent],
  ]),
});

const responseRecord = (exchange: CapturedExchange, responseId: string): WarcRecord => ({
  fields: [
    ['WARC-Type', 'response'],
    ['WARC-Record-ID', responseId],
    ...common(exchange),
    ['Content-Type', 'application/http;msgtype=response'],
    // With the transfer encoding still on: so the tools that check this digest take it.
    ['WARC-Payload-Digest', sha1(exchange.response.subarray(exchange.headLength))],
  ],
  block: exchange.response,
});

const requestRecord = (exchange: CapturedExchange, responseId: string): WarcRecord => ({
  fields: [
    ['WARC-Type', 'request'],
    ['WARC-Record-ID', recordId()],
    ...common(exchange),
    ['WARC-Concurrent-To', responseId],
    ['Content-Type', 'application/http;msgtype=request'],
  ],
  block: exchange.request,
});

/** The archive names documents by SHA-256, for which WARC has no field of its own beside the SHA-1 that its tools expect. */
const metadata = (capture: Capture, lastResponse: Field[]): WarcRecord => ({
  fields: [
    ['WARC-Type', 'metadata'],
    ['WARC-Record-ID', recordId()],
    ['WARC-Date', new Date().toISOString()],
    ...lastResponse,
    ['Content-Type', 'application/warc-fields'],
  ],
  block: fieldsBlock([['documentSha256', capture.documentSha256]]),
});

const common = ({ url, address, startedAt }: CapturedExchange): Field[] => [
  ['WARC-Date', startedAt.toISOString()],
  ['WARC-Target-URI', url],
  ['WARC-IP-Address', address],
];

const recordId = (): string => `<urn:uuid:${randomUUID()}>`;

function serialized({ fields, block }: WarcRecord): Buffer {
  const all: Field[] = [
    ...fields,
    ['WARC-Block-Digest', sha1(block)],
    ['Content-Length', String(block.length)],
  ];
  return Buffer.concat([
    Buffer.from('WARC/1.1\r\n'),
    fieldsBlock(all),
    Buffer.from('\r\n'),
    block,
    Buffer.from('\r\n\r\n'),
  ]);
}

const fieldsBlock = (fields: readonly Field[]): Buffer =>
  Buffer.from(fields.map(([name, value]) => `${name}: ${value}\r\n`).join(''));

const sha1 = (bytes: Buffer): string => `sha1:${base32(createHash('sha1').update(bytes).digest())}`;

/** RFC 4648, for whole groups of five bytes; SHA-1 has four of them. */
function base32(bytes: Buffer): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((pending >> (bits - 5)) & 31);
  }
  return text;
}
