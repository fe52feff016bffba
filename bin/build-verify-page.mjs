// Makes dist/verify.html: the verification page in one file, which needs no server and asks for nothing.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const checkout = join(fileURLToPath(import.meta.url), '../..');

/** Writes the page to `target`. Fails when something of Node's is reached from it. */
function buildVerifyPage(target = join(checkout, 'dist/verify.html')) {
  const source = join(checkout, 'apps/verify/src');
  const bundled = buildSync({
    entryPoints: [join(source, 'main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: ['source'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  const script = bundled.outputFiles[0].text.replaceAll('</script', '<\\/script');
  const style = readFileSync(join(source, 'page.css'), 'utf8');
  const only = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const csp = `default-src 'none'; base-uri 'none'; form-action 'none'; script-src ${only(script)}; style-src ${only(style)}`;
  const page = readFileSync(join(source, 'page.html'), 'utf8')
    .replace('%CSP%', () => csp)
    .replace('<link rel="stylesheet" href="page.css" />', () => `<style>${style}</style>`)
    .replace(
      '<script type="module" src="main.ts"></script>',
      () => `<script type="module">${script}</script>`,
    );
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, page);
}

buildVerifyPage(process.argv[2]);
