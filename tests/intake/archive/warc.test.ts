import { createHash } from 'node:crypto';
import { gzipSync, inflateRawSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import type { FetchedDocument } from '#intake';
import {
  html,
  PUBLIC_ADDRESS,
  redirect,
  startSites,
  stopSites,
  USER_AGENT,
  type Page,
  type Sites,
} from '../fetching/support/sites.ts';

afterEach(stopSites);

const PAGE = 'https://news.example/story';
const STORY = '<p>Turnout rose to 61 per cent in the north.</p>';

interface ReadRecord {
  readonly fields: ReadonlyMap<string, string>;
  readonly block: Buffer;
}

/** Reads a WARC file by the letter of the standard, one gzip member after another, and insists on each part. */
function readWarc(file: Buffer): ReadRecord[] {
  const records: ReadRecord[] = [];
  for (let at = 0; at < file.length;) {
    expect(file.subarray(at, at + 4).toString('hex')).toBe('1f8b0800');
    // With `info`, zlib tells how many bytes the member took; the types of Node do not know of it.
    const member = inflateRawSync(file.subarray(at + 10), { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    records.push(readRecord(member.buffer));
    at += 10 + member.engine.bytesWritten + 8;
  }
  return records;
}

function readRecord(bytes: Buffer): ReadRecord {
  const headEnd = bytes.indexOf('\r\n\r\n');
  const [version, ...lines] = bytes.toString('utf8', 0, headEnd).split('\r\n');
  expect(version).toBe('WARC/1.1');
  const fields = new Map(
    lines.map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
  );
  expect(fields.size).toBe(lines.length);
  const start = headEnd + 4;
  const block = bytes.subarray(start, start + Number(fields.get('Content-Length')));
  expect(bytes.subarray(start + block.length).toString()).toBe('\r\n\r\n');
  expect(fields.get('WARC-Block-Digest')).toBe(sha1(block));
  expect(fields.get('WARC-Record-ID')).toMatch(/^<urn:uuid:[0-9a-f-]{36}>$/);
  expect(new Date(fields.get('WARC-Date') ?? '').toISOString()).toBe(fields.get('WARC-Date'));
  return { fields, block };
}

/** Base 32 by way of one large number, where the file's writer shifts bits. */
function sha1(bytes: Buffer): string {
  const digits = BigInt(`0x${createHash('sha1').update(bytes).digest('hex')}`)
    .toString(32)
    .padStart(32, '0');
  return `sha1:${digits.replace(/./g, (digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(digit, 32)))}`;
}

async function fetched(sites: Sites, address: string): Promise<FetchedDocument> {
  const page = await sites.fetch(address);
  if (page.kind !== 'fetched') throw new Error(page.sentence);
  return page;
}

test('the record holds requests and answers byte for byte as they went over the wire, redirects too', async () => {
  const packed = gzipSync(STORY);
  const pages = {
    'https://news.example/old?id=1': redirect('/story', 301),
    [PAGE]: html(packed, { 'Content-Encoding': 'gzip', 'Set-Cookie': 'visitor=1', 'x-oDD': 'ÿ' }),
  } satisfies Record<string, Page>;
  const sites = await startSites(pages);
  const page = await fetched(sites, 'https://news.example/old?id=1');
  const [info, ...others] = readWarc(page.warc);

  expect(info?.fields.get('WARC-Type')).toBe('warcinfo');
  expect(info?.block.toString()).toContain(`http-header-user-agent: ${USER_AGENT}\r\n`);
  expect(others.map(({ fields }) => [fields.get('WARC-Type'), fields.get('WARC-Target-URI')])).toEqual([
    ['response', 'https://news.example/old?id=1'],
    ['request', 'https://news.example/old?id=1'],
    ['response', PAGE],
    ['request', PAGE],
    ['metadata', PAGE],
  ]);
  const blocks = others.map(({ block }) => block);
  expect(blocks[0]).toEqual(pages['https://news.example/old?id=1']);
  expect(blocks[2]).toEqual(pages[PAGE]);
  // The first request of all was for robots.txt.
  expect([blocks[1], blocks[3]]).toEqual(sites.requests.slice(1));
  expect(page.bytes.toString()).toBe(STORY);
});

test('records point at each other, and say when and from where', async () => {
  const sites = await startSites({ [PAGE]: html(STORY) });
  const page = await fetched(sites, PAGE);
  const [, response, request, metadata] = readWarc(page.warc).map(({ fields }) => fields);
  const id = response?.get('WARC-Record-ID');

  expect(request?.get('WARC-Concurrent-To')).toBe(id);
  expect(metadata?.get('WARC-Concurrent-To')).toBe(id);
  expect(response?.get('WARC-IP-Address')).toBe(PUBLIC_ADDRESS);
  expect(response?.get('WARC-Date')).toBe(page.fetchedAt);
  expect(response?.get('Content-Type')).toBe('application/http;msgtype=response');
  expect(request?.get('Content-Type')).toBe('application/http;msgtype=request');
  expect(response?.get('WARC-Payload-Digest')).toBe(sha1(Buffer.from(STORY)));
});

test('the record names the document as the archive does', async () => {
  const sites = await startSites({ [PAGE]: html(gzipSync(STORY), { 'Content-Encoding': 'gzip' }) });
  const metadata = readWarc((await fetched(sites, PAGE)).warc).at(-1);
  const sha256 = createHash('sha256').update(STORY).digest('hex');
  expect(metadata?.block.toString()).toBe(`documentSha256: ${sha256}\r\n`);
});

test('chunks are kept as chunks; early hints, and bytes after the end, are no part of the answer', async () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nPage\r\n0\r\n\r\n';
  const sites = await startSites({
    'http://news.example/chunked': `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${chunked}`,
    'http://news.example/long': html('page and more', { 'Content-Length': '4' }),
  });
  const responseOf = async (address: string) =>
    readWarc((await fetched(sites, address)).warc)[1]?.block.toString();
  expect(await responseOf('http://news.example/chunked')).toBe(chunked);
  expect(await responseOf('http://news.example/long')).toMatch(/\r\n\r\npage$/);
});
