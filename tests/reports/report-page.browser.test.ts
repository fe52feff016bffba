import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import {
  renderChallengeForm,
  renderNotFound,
  renderReport,
  renderTicket,
  renderTombstone,
  renderWithheldVersion,
  REPORT_CSP,
} from '#reports';
import { openBrowser } from '../support/browser.ts';
import { sampleReport } from './sample-report.ts';
import { sampleReportInArabic } from './sample-report-in-arabic.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PATIENCE = 60_000;

const ADDRESS = 'https://facts.example/r/aldermere-flood';
const HOSTILE = '</script><script>attacked=1</script><img src=https://evil.example/x onerror="attacked=1">';
const hostileReport = () => {
  const report = sampleReport();
  return {
    ...report,
    title: HOSTILE,
    summary: HOSTILE,
    claims: report.claims.map((claim) => ({ ...claim, text: HOSTILE, rationales: [HOSTILE] })),
  };
};
const withdrawal = {
  title: 'The flood',
  reason: 'The letter was forged.',
  language: 'en',
  address: ADDRESS,
  provenVersion: 1,
};
const challenged = { title: 'The flood', claimText: 'The river rose four metres.', claimNumber: 1 };
const errorForm = (language: string) =>
  renderChallengeForm({
    ...challenged,
    language,
    report: ADDRESS,
    textMax: 4_000,
    contactMax: 200,
    sent: { text: ' ', contact: 'me@mail.example', problem: 'blank' },
  });
const ticket = renderTicket({
  ticket: 'ABCD-ABCD-ABCD-ABCD-ABCD',
  status: 'received',
  address: 'https://facts.example/challenges/ABCD-ABCD-ABCD-ABCD-ABCD',
  language: 'en',
});
const PAGES: Readonly<Record<string, string>> = {
  english: renderReport(sampleReport(), ADDRESS),
  arabic: renderReport(sampleReportInArabic(), ADDRESS),
  hostile: renderReport(hostileReport(), ADDRESS),
  withdrawn: renderTombstone(withdrawal),
  withheld: renderWithheldVersion({
    version: 1,
    newest: 2,
    title: 'The flood',
    language: 'en',
    proven: true,
    address: ADDRESS,
  }),
  'not-found': renderNotFound(),
  'error-form': errorForm('en'),
  'error-form-arabic': errorForm('ar'),
  ticket,
};

let browser: Browser;
let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': REPORT_CSP,
    });
    response.end(PAGES[url.slice(1)] ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  origin = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  browser = await openBrowser();
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

/** Runs `look` on a page, and gives what the browser complained of or asked for beyond the page itself. */
async function visit(
  name: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<string[]> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const problems: string[] = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== `${origin}/${name}`) problems.push(request.url());
    });
    await page.goto(`${origin}/${name}`);
    await look(page);
  } finally {
    await context.close();
  }
  return problems;
}

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const found = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(STANDARDS)} })`);
  // What axe documents as its result.
  const { violations, passes } = found as Record<
    'violations' | 'passes',
    { id: string; nodes: { html: string }[] }[]
  >;
  if (!passes.length) throw new Error('axe looked at nothing');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test(
  'the report reads without script, loads nothing and keeps its own policy',
  async () => {
    const { claims, title } = sampleReport();
    const problems = await visit('english', { javaScriptEnabled: false }, async (page) => {
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
      expect(await page.getByRole('article').count()).toBe(claims.length);
      for (const { text, rationales } of claims) {
        expect(await page.getByRole('heading', { level: 2, name: text }).isVisible()).toBe(true);
        expect(await page.getByText(rationales[0]?.split('\n')[0] ?? '').isVisible()).toBe(true);
      }
    });
    expect(problems).toEqual([]);
  },
  PATIENCE,
);

test(
  'the policy lets the style sheet through, and the data block makes no complaint where scripts may run',
  async () => {
    const problems = await visit('english', {}, async (page) => {
      expect(
        await page
          .getByRole('article')
          .first()
          .evaluate((element) => getComputedStyle(element).display),
      ).toBe('grid');
    });
    expect(problems).toEqual([]);
  },
  PATIENCE,
);

test(
  'hostile texts stay texts, even without the policy',
  async () => {
    const problems = await visit('hostile', { bypassCSP: true }, async (page) => {
      expect(await page.evaluate('typeof attacked')).toBe('undefined');
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(HOSTILE);
    });
    expect(problems).toEqual([]);
  },
  PATIENCE,
);

test(
  'by keyboard: first the skip link, then the claims, and a link leads to its claim',
  async () => {
    await visit('english', { bypassCSP: true }, async (page) => {
      const focused = () => page.evaluate('document.activeElement.textContent');
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Skip to the content');
      const box = await page.getByText('Skip to the content').boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Tab');
      // The exception at the top names it.
      expect(await focused()).toBe('Claim 4');
      await page.keyboard.press('Tab');
      expect(await focused()).toBe(sampleReport().claims[0]?.text);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${origin}/english#claim-1`); // the browser moves after the key is handled
    });
  },
  PATIENCE,
);

test(
  'an Arabic page is mirrored, and an English quote in it is not',
  async () => {
    await visit('arabic', { bypassCSP: true, viewport: { width: 1280, height: 900 } }, async (page) => {
      const finding = await page.locator('.finding').first().boundingBox();
      const heading = await page
        .getByRole('article')
        .first()
        .getByRole('heading', { level: 2 })
        .boundingBox();
      expect(finding?.x).toBeLessThan(heading?.x ?? 0);
      const directions = await page
        .locator('figure')
        .evaluateAll((figures) => figures.map((figure) => getComputedStyle(figure).direction));
      expect(directions).toEqual(expect.arrayContaining(['ltr', 'rtl']));
    });
  },
  PATIENCE,
);

for (const name of [
  'english',
  'arabic',
  'withdrawn',
  'not-found',
  'error-form',
  'error-form-arabic',
  'ticket',
])
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [320, 1280])
      test(
        `nobody is shut out: ${name}, ${colorScheme}, ${width} px`,
        async () => {
          const options = { bypassCSP: true, colorScheme, viewport: { width, height: 900 } };
          await visit(name, options, async (page) => {
            expect(await violations(page)).toEqual([]);
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          });
        },
        PATIENCE,
      );
