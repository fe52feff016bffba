// Loaded with --import: the process dies of SIGKILL as soon as it has written the state so many times (DIE_AT), and
// before it can answer. The programs do not know of it.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { link } = fs.promises;
let left = Number(process.env.DIE_AT);
fs.promises.link = async (...args) => {
  await link(...args);
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
};
syncBuiltinESMExports();
