/** The form with which readers report errors, in a browser without script: what was sent is sent once. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';
import { startAll, type Running } from '../support/running.ts';

const PATIENCE = 60_000;
const ROSE = 'The river rose four metres on Sunday.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let browser: Browser;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { independentVerdicts: 1, members: ['rana'] });
  running = await startAll(database, 'postgres');
  browser = await openBrowser();
  const claimId = await routeClaim(room, await receive(room, ROSE), ROSE);
  await judge(room, claimId, 'rana', 'unverified');
  await publishNew(room, 'sent-once', [claimId]);
  await eventually(async () => (await running.call(null, 'GET', '/r/sent-once')).status, 200);
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await running.stop();
  await database.drop();
});

async function withForm(look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(new URL('/r/sent-once/claims/1/report-an-error', running.address).href);
    await look(page);
  } finally {
    await context.close();
  }
}

const texts = async (): Promise<string[]> =>
  (await running.ask(room, 'edda', 'GET', '/challenges')).body.items.map(
    ({ text }: { text: string }) => text,
  );
const send = (page: Page) => page.getByRole('button', { name: 'Send to the editors' }).click();

test(
  'sending leads to the ticket, and reloading it, or leaving it and coming back, sends nothing again',
  () =>
    withForm(async (page) => {
      await page.getByLabel('What is wrong').fill('It was three metres.');
      await send(page);
      await page.waitForURL(/\/challenges\/([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
      const address = page.url();
      const ticket = await page.locator('.ticket').innerText();
      expect(address.endsWith(ticket)).toBe(true);
      await page.reload();
      expect(await page.locator('.ticket').innerText()).toBe(ticket);
      await page.goBack();
      await page.goForward();
      expect(page.url()).toBe(address);
      expect(await texts()).toEqual(['It was three metres.']);
    }),
  PATIENCE,
);

test(
  'what the form cannot take stands in its field again, and nothing was sent',
  () =>
    withForm(async (page) => {
      const before = await texts();
      await page.getByLabel('What is wrong').fill('It was three.');
      await page.getByLabel('How can we reach you').fill('a'.repeat(201));
      await send(page);
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel('What is wrong').inputValue()).toBe('It was three.');
      expect(await page.getByLabel('How can we reach you').inputValue()).toBe('a'.repeat(201));
      expect(await page.getByLabel('How can we reach you').getAttribute('aria-invalid')).toBe('true');
      expect(await texts()).toEqual(before);
    }),
  PATIENCE,
);
