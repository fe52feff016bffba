import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { readInChild } from '#intake';
import { eventually } from '../../support/eventually.ts';
import { bytesOf, expectRefused, textsOf } from './support/expected.ts';
import { pdfFile } from './support/pdf-file.ts';
import { paragraph, wordFile } from './support/word-file.ts';

const MEGABYTE = 2 ** 20;
const CHILD = join(import.meta.dirname, '../../../dist/libs/intake/src/reading/child.js');
const SENTENCE = 'The regional water board said on Monday that it would act.';

test('reads every kind of document as it is read here', async () => {
  const documents = [
    bytesOf(`<!doctype html><html><body><p>${SENTENCE}</p></body></html>`),
    bytesOf(SENTENCE),
    pdfFile([[{ text: SENTENCE, y: 700 }]]),
    wordFile(paragraph(SENTENCE)),
    bytesOf(`From: a <a@b.example>\nMessage-ID: <1>\nSubject: s\n\n${SENTENCE}`),
  ];
  for (const document of documents) expect(textsOf(await readInChild(document)).at(-1)).toBe(SENTENCE);
});

test('any character comes through', async () => {
  const text = '𝒜 🏳️‍🌈 قال الوزير. 市议会周二投票。 e\u0301';
  expect(textsOf(await readInChild(bytesOf(text)))).toEqual([text]);
});

test('a file over the limit costs nothing, whatever its size', async () => {
  expectRefused(await readInChild(new Uint8Array(200 * MEGABYTE)), 'too-large');
});

test('a text of very many lines or characters is refused before anything looks at its lines', async () => {
  const line = 'The council met on Monday.';
  expect(textsOf(await readInChild(bytesOf(`${line}\n`.repeat(49_999))))).toHaveLength(50_000);
  const sentence = expect.stringContaining('more than 50,000 lines or five million characters');
  const tooMany = [`${line}\n`.repeat(50_000), `${'Word '.repeat(1_000)}\n`.repeat(1_001)];
  for (const text of tooMany)
    expect(await readInChild(bytesOf(text))).toMatchObject({ code: 'too-large', sentence });
});

test('a document that does not arrive whole is not read', async () => {
  const child = fork(CHILD, [], { stdio: ['pipe', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  const readings: unknown[] = [];
  child.on('message', (reading) => readings.push(reading));
  child.send({ options: {}, bytes: SENTENCE.length, memoryMax: 512 * MEGABYTE });
  child.stdin?.end(SENTENCE.slice(0, -1));
  const [code] = await once(child, 'exit');
  expect([code, readings]).toEqual([1, []]);
});

test('a signal to the group of processes does not end the reading', async () => {
  const child = fork(CHILD, [], { stdio: ['pipe', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  const readings: unknown[] = [];
  child.on('message', (reading) => readings.push(reading));
  const text = `${SENTENCE}\n`.repeat(20_000);
  child.send({ options: {}, bytes: text.length, memoryMax: 512 * MEGABYTE });
  // More than a pipe holds: once all of it is taken, the child is at work.
  await new Promise((taken) => child.stdin?.write(text.slice(0, -1), taken));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) child.kill(signal);
  child.stdin?.end('\n');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(readings).toMatchObject([{ kind: 'read' }]);
});

const SLOW = `${'<div>'.repeat(140)}${SENTENCE}${'</div>'.repeat(140)}`.repeat(600);

async function readingProcesses(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [pid, ppid] = line.trim().split(/\s+/);
    return Number(ppid) === process.pid && line.includes('reading/child.js') ? [Number(pid)] : [];
  });
}

test('a process that dies of something else says nothing of the document', async () => {
  const reading = readInChild(bytesOf(SLOW));
  const failure = expect(reading).rejects.toThrow('ended with SIGSEGV');
  await eventually(async () => (await readingProcesses()).length, 1);
  for (const pid of await readingProcesses()) process.kill(pid, 'SIGSEGV');
  await failure;
});

test('what takes too long is stopped', async () => {
  const began = performance.now();
  expectRefused(await readInChild(bytesOf(SLOW), { limits: { milliseconds: 3_000 } }), 'too-slow');
  expect(performance.now() - began).toBeLessThan(10_000);
});

test.each([
  ['a page that swells in the heap', () => bytesOf('<p>a'.repeat(12 * MEGABYTE))],
  [
    'a PDF that swells outside it',
    () => pdfFile([[]], { content: new Uint8Array(1_000 * MEGABYTE).fill(0x20) }),
  ],
])(
  'what takes too much memory is stopped: %s',
  async (_name, hostile) => {
    expectRefused(await readInChild(hostile()), 'too-large');
  },
  120_000,
);

test('after all of these the next document is read as ever', async () => {
  const readings = await Promise.all(['one', 'two', 'three'].map((text) => readInChild(bytesOf(text))));
  expect(readings.map(textsOf)).toEqual([['one'], ['two'], ['three']]);
});
