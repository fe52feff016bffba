// TypeScript and ESM-only dependencies become CommonJS, decided per file from the nearest package.json: jest on
// Node < 24.9 cannot require() an ES module (jestjs/jest#15275), and @nestjs/* are ES modules only.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const swc = require('@swc/core');

const jsc = { target: 'es2022', keepClassNames: true };
const module_ = { type: 'commonjs' };

const fromTypeScript = (tsx) => ({
  jsc: {
    ...jsc,
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic' },
    },
  },
  module: module_,
});
const FROM_ESM = { jsc: { ...jsc, parser: { syntax: 'ecmascript' } }, module: module_ };

const moduleFolders = new Map();

function isEsm(file) {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs')) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (moduleFolders.has(folder)) return moduleFolders.get(folder);
    const manifest = path.join(folder, 'package.json');
    if (fs.existsSync(manifest)) {
      const { name, type } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
      // A manifest with neither is only a marker that some packages ship; the real one is further up.
      if (name || type) {
        moduleFolders.set(folder, type === 'module');
        return type === 'module';
      }
    }
    if (folder === path.dirname(folder)) return false;
  }
}

module.exports = {
  process(source, file) {
    const typescript = /\.tsx?$/.test(file);
    if (!typescript && !isEsm(file)) return { code: source };
    return swc.transformSync(source, {
      ...(typescript ? fromTypeScript(file.endsWith('x')) : FROM_ESM),
      filename: file,
      sourceMaps: 'inline',
      swcrc: false,
      configFile: false,
    });
  },
  getCacheKey(source, file) {
    const hash = createHash('sha1');
    for (const part of [source, file, swc.version, String(isEsm(file))]) hash.update(part);
    return hash.digest('hex');
  },
};
