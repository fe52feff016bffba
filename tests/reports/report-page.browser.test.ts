import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { ReportContent } from '#domain';
import { renderReport, REPORT_CSP } from '#reports';
import { sampleReport } from './sample-report.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
let server: Server;
let address: string;
let content: ReportContent = sampleReport();
beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': REPORT_CSP,
    });
    response.end(renderReport(content, 'https://countersign.example/r/flood'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: FLAGS,
  });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const found = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })`);
  // What axe documents as its result.
  const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('the page reads without script, loads nothing and breaks no policy of its own', async () => {
  content = sampleReport();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('request', (request) => {
    if (request.url() !== address) problems.push(request.url());
  });
  await page.goto(address);
  expect(await page.getByRole('article').count()).toBe(content.claims.length);
  expect(await page.getByText(content.claims[0]?.rationales[0] ?? '').isVisible()).toBe(true);
  expect(problems).toEqual([]);
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const language of ['en', 'ar'])
    test(`nobody is shut out: ${colorScheme}, ${language}, narrow and wide`, async () => {
      content = { ...sampleReport(), language };
      const context = await browser.newContext({ bypassCSP: true, colorScheme });
      const page = await context.newPage();
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(address);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      }
      await context.close();
    });
