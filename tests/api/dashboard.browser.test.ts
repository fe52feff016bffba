/** The queue dashboard in a browser: it works, and asks nobody but this server for anything. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';

const PATIENCE = 60_000;

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let browser: Browser;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
  browser = await openBrowser();
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await running.stop();
  await database.drop();
});

test(
  'it shows the queues and a queue, and nothing is asked of another host',
  async () => {
    const context = await browser.newContext({
      httpCredentials: { username: 'alma', password: room.token('alma') },
    });
    try {
      const page = await context.newPage();
      const elsewhere: string[] = [];
      const refused: string[] = [];
      const note = (url: string) => {
        if (new URL(url).origin !== new URL(running.address).origin && !url.startsWith('data:'))
          elsewhere.push(url);
      };
      page.on('requestfinished', (request) => note(request.url()));
      page.on('requestfailed', (request) => {
        // What the policy forbids never leaves the browser.
        if (request.failure()?.errorText !== 'csp') note(request.url());
      });
      page.on('console', (message) => refused.push(message.text()));
      page.on('pageerror', (error) => refused.push(error.message));
      const answer = await page.goto(new URL('/admin/queues', running.address).href);
      await page.getByText('notify').first().waitFor();
      await page.goto(new URL('/admin/queues/queue/notify', running.address).href);
      await page
        .getByText(/latest|waiting/i)
        .first()
        .waitFor();
      expect(elsewhere).toEqual([]);
      expect(refused.filter((text) => !text.includes('fonts.googleapis.com'))).toEqual([]);
      expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
    } finally {
      await context.close();
    }
  },
  PATIENCE,
);
