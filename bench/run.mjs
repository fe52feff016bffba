// npm run bench -- NAME: builds what is stale and runs one benchmark, which starts everything it uses.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../bin/build.mjs';

const name = process.argv[2] ?? '';
if (!existsSync(fileURLToPath(new URL(`${name}.ts`, import.meta.url)))) {
  console.error('Usage: npm run bench -- record-verdict');
  process.exit(2);
}
buildIfStale();
await import(`../dist/bench/${name}.js`);
