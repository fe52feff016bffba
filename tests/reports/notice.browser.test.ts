/** Where the notice beside a page stands, for the eye and for the keyboard, whichever way the page runs. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { ReportContent } from '#domain';
import { renderReport, withNotice, type QuestionedClaim } from '#reports';
import { openBrowser } from '../support/browser.ts';
import { sampleReport } from './sample-report.ts';
import { sampleReportInArabic } from './sample-report-in-arabic.ts';

const PATIENCE = 60_000;
const ADDRESS = 'https://facts.example/r/aldermere-flood';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, PATIENCE);
afterAll(() => browser?.close());

const questioned = (number: number, known: boolean): QuestionedClaim => ({
  number,
  causes: ['source-retracted'],
  since: '2026-03-12T10:00:00.000Z',
  known,
  stage: 'questioned',
});

async function withPage(
  content: ReportContent,
  look: (page: Page) => Promise<void>,
  { width = 1280, colorScheme = 'light' as 'light' | 'dark' } = {},
): Promise<void> {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const claims = [questioned(1, true), questioned(1, false), questioned(2, false)];
    const notice = { claims, version: content.version, asPublished: `${ADDRESS}/versions/1` };
    await page.setContent(withNotice(renderReport(content, ADDRESS), content.language, notice));
    await look(page);
  } finally {
    await context.close();
  }
}

const focused = (page: Page) =>
  page.evaluate('document.activeElement.id || document.activeElement.textContent');

for (const [direction, content] of [
  ['ltr', sampleReport()],
  ['rtl', sampleReportInArabic()],
] as const) {
  test(
    `${direction}: a keyboard reaches the skip link first and the notice after it, or the content instead`,
    () =>
      withPage(content, async (page) => {
        await page.keyboard.press('Tab');
        expect(await focused(page)).toBe('Skip to the content');
        const box = await page.getByText('Skip to the content').boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        await page.keyboard.press('Tab');
        expect(await focused(page)).toBe('Claim 1');
        expect(await page.evaluate('document.activeElement.closest("aside") !== null')).toBe(true);

        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Enter');
        await page.waitForFunction('document.activeElement.id === "main"');
        await page.keyboard.press('Tab');
        expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
      }),
    PATIENCE,
  );

  for (const width of [320, 1280])
    test(
      `${direction}: at ${width} px the notice begins where the page does, and nothing is wider than the window`,
      () =>
        withPage(
          content,
          async (page) => {
            const aside = await page.locator('aside').boundingBox();
            const masthead = await page.locator('.masthead').boundingBox();
            if (!aside || !masthead) throw new Error('both are there');
            const start = (box: { x: number; width: number }) =>
              Math.round(direction === 'ltr' ? box.x : box.x + box.width);
            expect(start(aside)).toBe(start(masthead));
            expect(aside.y).toBeGreaterThan(0);
            expect(masthead.y).toBeGreaterThanOrEqual(aside.y + aside.height);
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          },
          { width },
        ),
      PATIENCE,
    );

  for (const colorScheme of ['light', 'dark'] as const)
    test(
      `${direction}, ${colorScheme}: the notice shuts nobody out`,
      () =>
        withPage(
          content,
          async (page) => {
            await page.addScriptTag({ content: axe.source });
            const found = await page.evaluate('axe.run(document)');
            // What axe documents as its result.
            const { violations, passes } = found as Record<'violations' | 'passes', { id: string }[]>;
            expect(passes.length).toBeGreaterThan(0);
            expect(violations.map(({ id }) => id)).toEqual([]);
          },
          { colorScheme, width: 320 },
        ),
      PATIENCE,
    );
}

test(
  'on paper the notice is there, and the skip link is not',
  () =>
    withPage(sampleReport(), async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('aside').isVisible()).toBe(true);
      expect(await page.getByText('Skip to the content').isVisible()).toBe(false);
    }),
  PATIENCE,
);
