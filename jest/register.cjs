// node --require: lets a process that a test starts load the TypeScript sources as the tests do.
const { readFileSync } = require('node:fs');
const { Module } = require('node:module');
const transform = require('./transform.cjs');

Module._extensions['.ts'] = (module_, file) => {
  module_._compile(transform.process(readFileSync(file, 'utf8'), file).code, file);
};
