import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { expectCleanEnd, readyAt, settingsFor, spawnApp } from '../support/spawned.ts';

const PATIENCE = 60_000;

let database: TestDatabase;
let room: Newsroom;
let browser: Browser;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  browser = await openBrowser();
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  await database.drop();
});

test(
  'a browser with its connections open does not keep the api up',
  async () => {
    const api = spawnApp('api', settingsFor(database));
    const address = await readyAt(api);
    const httpCredentials = { username: 'any', password: room.token('alma') };
    const context = await browser.newContext({ httpCredentials });
    for (const [path, said] of [
      ['/admin/queues', 'intake'],
      ['/docs', 'Countersign'],
      ['/r/nothing-there', 'not'],
    ] as const) {
      const page = await context.newPage();
      await page.goto(new URL(path, address).href);
      await page.getByText(said).first().waitFor();
    }
    await expectCleanEnd(api, () => api.child.kill('SIGTERM'));
    expect(browser.isConnected()).toBe(true);
  },
  PATIENCE,
);
