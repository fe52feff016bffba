/** An api and a worker in this process, for the command line to be called at, and a folder of files to hand in. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import { openNewsroom, type Newsroom } from '../../support/newsroom.ts';
import { startAll, type Running } from '../../support/running.ts';
import type { Environment } from '../../support/spawned.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export interface CommandLine {
  readonly database: TestDatabase;
  readonly room: Newsroom;
  readonly running: Running;
  readonly folder: string;
  /** Its settings, for somebody of the newsroom. */
  readonly as: (name: 'edda' | 'alma' | 'rana') => Environment;
  /** Writes a file into the folder. Gives its path. */
  readonly file: (name: string, content: string | Buffer) => string;
  readonly close: () => Promise<void>;
}

export async function openCommandLine(): Promise<CommandLine> {
  const database = await freshDatabase();
  const room = await openNewsroom(database.db);
  const running = await startAll(database, 'postgres');
  const folder = await temporaryFolder();
  return {
    database,
    room,
    running,
    folder,
    as: (name) => ({
      COUNTERSIGN_URL: running.address,
      COUNTERSIGN_TOKEN: room.token(name),
      DATA_DIR: folder,
    }),
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    async close() {
      await running.stop();
      await database.drop();
    },
  };
}
