// Compiles the project into dist/ when its sources are newer than what is there. `npm run build` always compiles.
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = join(fileURLToPath(import.meta.url), '../..');
const dist = join(checkout, 'dist');
// Written last: a build that died half-way leaves none, and is done again.
const marker = join(dist, '.built');
const SOURCES = [
  'apps',
  'libs',
  'migrations',
  'bench',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

export function build() {
  const compiler = join(checkout, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) throw new Error('The compiler is not installed: run npm ci first.');
  if (!canWrite())
    throw new Error(
      `${checkout} is read-only and not built: run npm run build once where it can be written.`,
    );
  process.stderr.write('Building …\n');
  const began = new Date();
  rmSync(dist, { recursive: true, force: true });
  execFileSync(process.execPath, [compiler, '-p', join(checkout, 'tsconfig.build.json')], {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
  });
  execFileSync(process.execPath, [join(checkout, 'bin/build-verify-page.mjs')], { stdio: ['ignore', 2, 2] });
  writeFileSync(marker, '');
  // What changed while it compiled is newer.
  utimesSync(marker, began, began);
}

export function buildIfStale() {
  const built = existsSync(marker) ? statSync(marker).mtimeMs : 0;
  if (SOURCES.every((source) => newest(join(checkout, source)) <= built)) return;
  // Where nothing can be written, what was built earlier is all there is.
  if (built > 0 && !canWrite()) return;
  build();
}

function canWrite() {
  try {
    accessSync(existsSync(dist) ? dist : checkout, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The time of the latest change below `path`, ms; 0 where it is not shipped. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  // The folder's own time tells of what was removed from it.
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
