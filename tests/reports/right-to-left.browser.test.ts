/** Texts that run the other way than the page around them, where a browser puts them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { renderReport } from '#reports';
import { openBrowser } from '../support/browser.ts';
import { sampleReport } from './sample-report.ts';

const PATIENCE = 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, PATIENCE);
afterAll(() => browser?.close());

test(
  'what was searched and who was asked stands beside its label, also in Arabic',
  async () => {
    const report = sampleReport();
    const [claim] = report.claims;
    if (!claim) throw new Error('the sample has claims');
    const search = {
      kind: 'search' as const,
      where: 'أرشيف الجريدة',
      query: 'انهيار السد',
      searchedOn: '2026-03-04',
      result: 'لا شيء',
    };
    const reply = {
      kind: 'reply' as const,
      whom: 'وزارة المياه',
      askedOn: '2026-03-04',
      way: 'by letter',
      answer: 'لم ينهر السد',
      answeredOn: null,
      denial: false,
      response: 'انهار بشهادة الحارس',
    };
    const claims = [{ ...claim, evidence: [search, reply] }];
    const page = await browser.newPage();
    try {
      await page.setContent(renderReport({ ...report, claims }, 'https://facts.example/r/dam'));
      for (const text of [
        search.where,
        search.query,
        search.result,
        reply.whom,
        reply.answer,
        reply.response,
      ]) {
        const gap = await page.getByText(text, { exact: true }).evaluate((element) => {
          const words = document.createRange();
          words.selectNodeContents(element);
          const place = element.closest('dd') ?? element;
          return words.getBoundingClientRect().left - place.getBoundingClientRect().left;
        });
        expect([text, Math.round(gap)]).toEqual([text, 0]);
      }
    } finally {
      await page.close();
    }
  },
  PATIENCE,
);
