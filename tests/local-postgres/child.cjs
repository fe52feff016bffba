// node child.cjs CHECKOUT DATA_DIR hold|leave [SETTINGS]
// Starts the server of DATA_DIR with the TypeScript sources of CHECKOUT and prints one line of JSON about it. "hold"
// then stays until it is killed, "leave" does nothing more: whether the process ends is up to the code under test.
const { readFileSync } = require('node:fs');
const { Module } = require('node:module');
const path = require('node:path');
const transform = require('../../jest/transform.cjs');

Module._extensions['.ts'] = (module_, file) => {
  module_._compile(transform.process(readFileSync(file, 'utf8'), file).code, file);
};

const [checkout, dataDir, mode, settings = '{}'] = process.argv.slice(2);
const { startLocalPostgres } = require(path.join(checkout, 'libs/local-postgres/src/index.ts'));

startLocalPostgres(dataDir, { settings: JSON.parse(settings) }).then(
  ({ url, port, version, adopted, pid, account }) => {
    if (mode === 'hold') setInterval(() => undefined, 60_000);
    console.log(JSON.stringify({ url, port, version, adopted, pid, account }));
  },
  ({ name, message }) => console.log(JSON.stringify({ name, message })),
);
