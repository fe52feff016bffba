import { chromium, type Browser } from 'playwright-core';
import { programPath } from '../../jest/programs.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium that is on the PATH; what it would ask for by itself is turned off. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = programPath('chromium');
  if (!executablePath) throw new Error('this suite needs chromium');
  return chromium.launch({ executablePath, args: FLAGS });
}
