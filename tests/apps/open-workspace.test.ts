/** A workspace that `countersign start` opens, with the text for readers who find a mistake. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { callAt } from '../support/running.ts';
import { countersign, settingsFor, spawnCountersign } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  folder = await temporaryFolder();
});
afterAll(() => database.drop());

const start = (...options: string[]): [string[], Record<string, string | undefined>] => [
  ['start', ...options],
  { ...settingsFor(database), DATA_DIR: folder },
];
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('it has the corrections policy that stands in the file', async () => {
  const wishes = [
    '--open-workspace',
    'Harbour Desk',
    '--corrections-policy',
    file('policy.txt', 'Write to the desk.\n'),
  ];
  const spawned = spawnCountersign(...start(...wishes, '--json'));
  await eventually(async () => spawned.output().endsWith('\n'), true, { withinMs: 30_000 });
  const { address, adminToken } = JSON.parse(spawned.output());
  const { body } = await callAt(address, adminToken, 'GET', '/api/v1/workspace');
  expect(body).toMatchObject({ name: 'Harbour Desk', correctionsPolicy: 'Write to the desk.' });
  spawned.child.kill('SIGTERM');
  expect((await spawned.ended).code).toBe(0);
});

test('a file that is missing, blank or of no new workspace is told before anything starts', async () => {
  const missing = join(folder, 'none.txt');
  const opening = (path: string) => ['--open-workspace', 'Another', '--corrections-policy', path];
  for (const [options, sentence] of [
    [opening(missing), /none\.txt cannot be read\./],
    [opening(file('blank.txt', ' \n')), /^The corrections policy in .+blank\.txt: /],
    [
      ['--corrections-policy', file('written.txt', 'Write.')],
      /^--corrections-policy goes with --open-workspace/,
    ],
  ] as const) {
    const { code, stdout, stderr } = await countersign(...start(...options));
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  }
});
