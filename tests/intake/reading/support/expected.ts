import { expect } from '@jest/globals';
import { readDocument, type Reading, type ReadingOptions } from '#intake';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const readText = (text: string, options?: ReadingOptions): Promise<Reading> =>
  readDocument(bytesOf(text), options);

/** What was read; fails with the reason where nothing was. */
export function expectRead(reading: Reading): Extract<Reading, { kind: 'read' }> {
  if (reading.kind === 'refused') throw new Error(`refused: ${reading.code}`);
  return reading;
}

export const textsOf = (reading: Reading): string[] => expectRead(reading).lines.map(({ text }) => text);

/** "hint: text" for each line. */
export const hintedOf = (reading: Reading): string[] =>
  expectRead(reading).lines.map(({ text, hint }) => `${hint ?? '-'}: ${text}`);

export const codesOf = (reading: Reading): string[] => expectRead(reading).warnings.map(({ code }) => code);

export function expectRefused(reading: Reading, code: string): void {
  expect(reading).toMatchObject({ kind: 'refused', code });
}
