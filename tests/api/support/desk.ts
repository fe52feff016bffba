/** A desk of two verdicts behind the API, where no worker moves anything, and a document that claims are made of. */
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import { openNewsroom, receive, type Newsroom, type TestDocument } from '../../support/newsroom.ts';
import { startAll, type Ask } from '../../support/running.ts';

export const SENTENCES = [
  'The river rose four metres on Sunday.',
  'Three hundred people were brought to safety.',
] as const;

export interface TestDesk {
  readonly database: TestDatabase;
  readonly room: Newsroom;
  readonly document: TestDocument;
  readonly ask: Ask;
  readonly path: string;
  readonly close: () => Promise<void>;
}

export async function openDesk(): Promise<TestDesk> {
  const database = await freshDatabase();
  const room = await openNewsroom(database.db, { independentVerdicts: 2 });
  const running = await startAll(database, 'postgres', { worker: false });
  return {
    database,
    room,
    document: await receive(room, SENTENCES.join(' ')),
    ask: (...request) => running.ask(room, ...request),
    path: `/desks/${room.deskId}`,
    async close() {
      await running.stop();
      await database.drop();
    },
  };
}
