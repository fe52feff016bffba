// Which programs the suites need that npm does not bring, and what to do where one is missing.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = {
  redis: { command: 'redis-server', suites: '.redis.test.ts', install: 'apt-get install redis-server' },
  chromium: { command: 'chromium', suites: '.browser.test.ts', install: 'apt-get install chromium' },
};

/** Where the program of this name is; undefined when it is not on the PATH. */
export const programPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, PROGRAMS[name].command))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** The names of the programs that are not here. */
export const missingPrograms = () => Object.keys(PROGRAMS).filter((name) => !programPath(name));

/**
 * Patterns of the test files to leave out, after saying so. A program named in COUNTERSIGN_REQUIRE may not be missing:
 * then the run fails instead.
 */
export function leftOutSuites() {
  const required = (process.env.COUNTERSIGN_REQUIRE ?? '').split(',').filter(Boolean);
  const missing = missingPrograms();
  for (const name of missing) {
    const { command, suites, install } = PROGRAMS[name];
    const sentence = `${command} is not on the PATH: the suites *${suites} are left out. To run them: ${install}`;
    if (required.includes(name)) throw new Error(`COUNTERSIGN_REQUIRE names ${name}, and ${sentence}`);
    process.stderr.write(`${sentence}\n`);
  }
  return missing.map((name) => `${PROGRAMS[name].suites.replaceAll('.', '\\.')}$`);
}
