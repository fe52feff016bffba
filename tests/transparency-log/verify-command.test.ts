import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  appendDecisions,
  bundleOf,
  LOG_KEY,
  policyText,
  publishReport,
  REPORT_STREAM,
  SampleLog,
  WITNESSES,
} from '../../bench/log-sample.ts';
import { verify } from '../../apps/cli/src/verify.ts';

const PAGE = '<!doctype html><title>The dam</title><body><p>It held.</p></body>';
const SHA256 = createHash('sha256').update(PAGE).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-'));
const at = (name: string): string => join(folder, name);

/** The log that the server shows: each test its own. */
let log: SampleLog;
let server: Server;
let policy: string;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const file = log.files.get(url.slice('/log/'.length));
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  policy = policyText('2 of 3').replace(LOG_KEY.vkey, `${LOG_KEY.vkey} http://127.0.0.1:${port}/log`);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  log = new SampleLog();
  appendDecisions(log, 300);
  publishReport(log, SHA256);
  log.publish();
  writeFileSync(at('report.proof.json'), await bundleOf(log, SHA256, log.checkpoints[0]!));
  writeFileSync(at('report.html'), PAGE);
  writeFileSync(at('policy'), policy);
});

async function run(options: {
  report?: string;
  online?: boolean;
  policy?: string;
  file?: string;
  json?: boolean;
}) {
  const lines: string[] = [];
  const { file = 'report.proof.json', report, online = false, json = false } = options;
  const code = await verify(
    at(file),
    { policy: at(options.policy ?? 'policy'), report: report && at(report), online, json },
    (line) => lines.push(line),
  );
  return { code, lines };
}

test('a sound proof: 0, as of when, and what it cannot know', async () => {
  const { code, lines } = await run({ report: 'report.html' });
  expect(code).toBe(0);
  expect(lines[0]).toMatch(
    /^VALID, as of 2026-03-02T09:05:\d\dZ \(witnesses: north at .*, south at .*, west at /,
  );
  expect(lines).toContain('The report is the one that was published.');
  expect(lines.at(-1)).toContain('--online asks the log');
});

test('an edited report, and an edited file: 1, with the reason and the place', async () => {
  writeFileSync(at('edited.html'), PAGE.replace('dam', 'dyke'));
  expect(await run({ report: 'edited.html' })).toEqual({
    code: 1,
    lines: ['INVALID. report: is not the page that was published: its SHA-256 differs.'],
  });
  writeFileSync(at('cut.json'), '{"items":[');
  const cut = await run({ file: 'cut.json', json: true });
  expect(cut.code).toBe(1);
  expect(JSON.parse(cut.lines[0]!)).toMatchObject({ status: 'invalid', reason: 'not JSON' });
});

const NOTICE =
  '<!-- notice, not part of the published page --><aside class="correction" aria-labelledby="in-question">' +
  '<h2 id="in-question">Under review</h2><p>One claim has come into question.</p><ul><li><a href="#claim-1">Claim 1</a>: ' +
  'new evidence, since <time dateTime="2026-03-12" dir="auto">12 March 2026</time>.</li></ul>' +
  '<p class="note"><a href="https://facts.example/r/dam/versions/1">Version 1</a></p></aside><!-- end of notice -->';
const noticed = (notice: string, page = PAGE) => page.replace('<body>', `<body>${notice}`);

test('a page with the notice that was added when it was served is valid, and nothing vouches for the notice', async () => {
  writeFileSync(at('noticed.html'), noticed(NOTICE));
  const { code, lines } = await run({ report: 'noticed.html' });
  expect(code).toBe(0);
  expect(lines).toContain('The report is the one that was published.');
  expect(lines).toContainEqual(expect.stringContaining('the notice itself is not proven'));
  expect((await run({ report: 'report.html' })).lines.join()).not.toContain('notice');
});

test.each([
  ['a script in it', noticed(NOTICE.replace('<p>', '<p><script>alert()</script>'))],
  [
    'a style in it, which hides the page',
    noticed(NOTICE.replace('<p>', '<style>p{display:none}</style><p>')),
  ],
  ['an attribute that runs', noticed(NOTICE.replace('<a ', '<a onclick="alert()" '))],
  ['an address that runs', noticed(NOTICE.replace('https://facts.example/', 'javascript:'))],
  ['an element that is left open', noticed(NOTICE.replace('</a>', ''))],
  ['no element around it', noticed(NOTICE.replace(/<\/?aside[^>]*>/g, ''))],
  ['two of them', noticed(NOTICE + NOTICE)],
  ['another place', PAGE.replace('held', `${NOTICE}not`)],
  ['the same place twice', `${noticed(NOTICE)}<body>${NOTICE}`],
  ['an edited page below it', noticed(NOTICE).replace('held', 'broke')],
])('a forged notice carries nothing in: %s', async (_, page) => {
  writeFileSync(at('forged.html'), page);
  expect(await run({ report: 'forged.html' })).toMatchObject({
    code: 1,
    lines: ['INVALID. report: is not the page that was published: its SHA-256 differs.'],
  });
});

test('a file that is not there, and a policy that is none: 2', async () => {
  expect((await run({ file: 'missing.json' })).code).toBe(2);
  expect((await run({ report: 'missing.html' })).code).toBe(2);
  writeFileSync(at('none'), 'quorum of friends\n');
  expect((await run({ policy: 'none' })).code).toBe(2);
});

test('too few witnesses: 3', async () => {
  log = new SampleLog();
  publishReport(log, SHA256);
  log.publish(WITNESSES.slice(0, 1));
  writeFileSync(at('lonely.json'), await bundleOf(log, SHA256, log.checkpoints[0]!));
  const { code, lines } = await run({ file: 'lonely.json' });
  expect(code).toBe(3);
  expect(lines[0]).toMatch(/^QUORUM NOT MET\. .* north at /);
});

test('online, the log that went on tells what happened since to the report', async () => {
  appendDecisions(log, 700, 9_000);
  log.append(REPORT_STREAM, 'correction-opened', { reason: 'A date was wrong.', by: 'editor-1' });
  log.publish();
  const { code, lines } = await run({ online: true });
  expect(code).toBe(0);
  expect(lines).toContainEqual(
    expect.stringMatching(/^Afterwards the log records correction-opened \(.*, entry 1008\)\.$/),
  );
  expect(lines.at(-1)).toMatch(/^The log has 1009 entries now, as of .*, and still all of these\.$/);
});

test('online, a log that was rolled back or forked is invalid, and one that is silent is not verified', async () => {
  const shorter = new SampleLog();
  appendDecisions(shorter, 100);
  shorter.publish();
  log = shorter;
  expect(await run({ online: true })).toMatchObject({
    code: 1,
    lines: [expect.stringContaining('now shows 100')],
  });
  appendDecisions(shorter, 208, 9_000);
  shorter.publish();
  expect(await run({ online: true })).toMatchObject({ code: 1, lines: [expect.stringContaining('a fork')] });
  shorter.files.clear();
  expect((await run({ online: true })).code).toBe(2);
});
