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

const PAGE = '<!doctype html><title>The dam</title>';
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
