import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { BUNDLE_FORGERIES, forged } from '../../bench/log-bundle-forgeries.ts';
import {
  appendDecisions,
  bundleOf,
  policyText,
  publishReport,
  SampleLog,
  WITNESSES,
} from '../../bench/log-sample.ts';
import { withNotice } from '#reports';
import { openBrowser } from '../support/browser.ts';

const PATIENCE = 60_000;
const PAGE = Buffer.from('<!doctype html><title>The dam</title><body><p>It held.</p></body>');
const SHA256 = createHash('sha256').update(PAGE).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-page-'));
const file = join(folder, 'verify.html');
let browser: Browser;
beforeAll(async () => {
  execFileSync(process.execPath, ['bin/build-verify-page.mjs', file]);
  browser = await openBrowser();
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

function sampleLog(witnesses = WITNESSES): SampleLog {
  const log = new SampleLog();
  appendDecisions(log, 300);
  log.publish();
  publishReport(log, SHA256);
  log.publish(witnesses);
  return log;
}
const bundle = (log: SampleLog) => bundleOf(log, SHA256, log.checkpoints.at(-1)!);

interface Seen {
  readonly status: string | undefined;
  readonly text: string;
  readonly rows: number;
  /** What the page asked the network for, and what it complained of. */
  readonly noise: string[];
  /** What axe finds. */
  readonly barriers: unknown;
  /** Of the widths below, those at which something stands out of the page to the side. */
  readonly overflowing: number[];
}

/** CSS pixels of telephones; WCAG 1.4.10 asks for the smaller. */
const WIDTHS = [390, 320];

/** Opens the page from its file, as a reader does, and gives it the files. */
async function look(files: { proof: Buffer; policy: Buffer; report?: Buffer }): Promise<Seen> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) noise.push(request.url());
    });
    await page.goto(`file://${file}`);
    for (const [id, buffer] of Object.entries(files).toReversed())
      await page.setInputFiles(`#${id}`, { name: id, mimeType: 'application/octet-stream', buffer });
    const outcome = page.locator('#outcome p').first();
    await outcome.filter({ hasNotText: 'Choose a proof' }).waitFor();
    await page.evaluate(axe.source);
    const barriers: unknown = await page.evaluate('axe.run(document).then(({ violations }) => violations)');
    const overflowing: number[] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      if ((await page.evaluate<number>('document.documentElement.scrollWidth')) > width)
        overflowing.push(width);
    }
    return {
      status: (await page.locator('#outcome').getAttribute('data-status')) ?? undefined,
      text: (await page.locator('#outcome').innerText()).trim(),
      rows: await page.locator('#entries tr').count(),
      noise,
      barriers,
      overflowing,
    };
  } finally {
    await context.close();
  }
}

const policy = Buffer.from(policyText('2 of 3'));

test('the page says of a sound proof what the command says, and asks the network for nothing', async () => {
  const proof = Buffer.from(await bundle(sampleLog()));
  const seen = await look({ proof, policy, report: PAGE });
  expect(seen).toMatchObject({ status: 'valid', rows: 8, noise: [], barriers: [], overflowing: [] });
  expect(seen.text).toMatch(/^VALID, as of 2026-03-02T09:05:\d\dZ \(witnesses: north at /);
  expect(seen.text).toContain('The report is the one that was published.');
});

test('too few witnesses, and another page than the published one, are told apart', async () => {
  const lonely = Buffer.from(await bundle(sampleLog(WITNESSES.slice(0, 1))));
  expect(await look({ proof: lonely, policy })).toMatchObject({ status: 'quorum-not-met', noise: [] });
  const proof = Buffer.from(await bundle(sampleLog()));
  expect(await look({ proof, policy, report: Buffer.from('edited') })).toMatchObject({
    status: 'invalid',
    text: 'INVALID. report: is not the page that was published: its SHA-256 differs.',
    rows: 0,
  });
});

test('a page with the notice that was added when it was served is valid, and the notice is said not to be proven', async () => {
  const notice = {
    claims: [
      {
        number: 1,
        causes: ['challenged' as const],
        since: '2026-03-12T10:00:00.000Z',
        known: false,
        stage: 'questioned' as const,
      },
    ],
    version: 1,
    asPublished: 'https://facts.example/r/dam/versions/1',
  };
  const proof = Buffer.from(await bundle(sampleLog()));
  const report = Buffer.from(withNotice(PAGE.toString(), 'en', notice));
  const { status, text } = await look({ proof, policy, report });
  expect(status).toBe('valid');
  expect(text).toContain('the notice itself is not proven');
});

test('a policy that is none is said to be none', async () => {
  const proof = Buffer.from(await bundle(sampleLog()));
  const { status, text } = await look({ proof, policy: Buffer.from('quorum most\n') });
  expect(status).toBe('');
  expect(text).toContain('The policy cannot be read. line 1');
});

test.each(BUNDLE_FORGERIES)(
  'the page refuses: $name',
  async (forgery) => {
    const log = sampleLog();
    const proof = Buffer.from(await forged(await bundle(log), forgery, log));
    expect(await look({ proof, policy })).toMatchObject({ status: 'invalid', rows: 0, noise: [] });
  },
  PATIENCE,
);
