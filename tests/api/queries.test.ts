/** What may stand after the question mark: what the contract names, and nothing beside it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';

interface Described {
  readonly method: string;
  readonly path: string;
  readonly parameters: string[];
}

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let routes: Described[];
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
  routes = await describedRoutes();
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

/** As the API describes them, with ids of nothing in their paths. */
async function describedRoutes(): Promise<Described[]> {
  type Operation = { parameters?: { in: string; name: string }[] };
  const { body } = await running.call(null, 'GET', '/api/v1/openapi.json');
  const paths = Object.entries<Record<string, Operation>>(body.paths);
  return paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{[^}]*\}/g, () => randomUUID()),
      parameters: parameters.flatMap((one) => (one.in === 'query' ? [one.name] : [])),
    })),
  );
}

const isPage = ({ path }: Described): boolean => !path.startsWith('/api/');

test('a parameter that a route does not know is 400, with the names that it knows', async () => {
  for (const route of routes.filter((one) => !isPage(one))) {
    const { method, path, parameters } = route;
    const answer = await running.call(room.token('alma'), method, `${path}?stat=proposed`);
    const told = parameters.length ? `there are ${parameters.join(', ')}.` : 'this address takes none.';
    expect([method, path, answer.status, answer.body]).toEqual([
      method,
      path,
      400,
      expect.objectContaining({
        code: 'malformed',
        errors: [{ path: 'stat', message: `There is no such parameter here: ${told}` }],
      }),
    ]);
  }
  expect(routes.filter(({ parameters }) => parameters.includes('cursor')).length).toBeGreaterThan(10);
});

test('those that it knows are taken, and a stranger is asked for a token first', async () => {
  const list = '/api/v1/claims?status=proposed&limit=5&needsRereview=false';
  expect((await running.call(room.token('edda'), 'GET', list)).status).toBe(200);
  expect((await running.call(null, 'GET', '/api/v1/claims?stat=proposed')).status).toBe(401);
});

test('pages for readers take what other sites add to their links', async () => {
  expect((await running.call(null, 'GET', '/health/live?utm_source=mail')).status).toBe(200);
  expect((await running.call(null, 'GET', '/r/nothing?utm_source=mail')).status).toBe(404);
});
