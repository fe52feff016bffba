/** An editor who hands documents in over HTTP, a worker behind, and a site on this machine that it may fetch from. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import { freshDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../../support/newsroom.ts';
import { startAll, type Answer, type Running } from '../../support/running.ts';

export const PATIENCE = 60_000;

export interface HandingIn {
  readonly room: Newsroom;
  readonly running: Running;
  readonly siteUrl: string;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  /** Sends a file. */
  readonly send: (
    bytes: string | Uint8Array,
    name: string,
    fields?: Record<string, string>,
    token?: string,
  ) => Promise<Answer>;
  /** The intake once nothing is left to do for it. */
  readonly ended: (answer: Answer) => Promise<Answer['body']>;
  readonly close: () => Promise<void>;
}

export async function openHandingIn(answers: RequestListener): Promise<HandingIn> {
  const site = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    answers(request, response);
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  const { port } = site.address() as AddressInfo; // it listens on a port, not on a pipe
  const database = await freshDatabase();
  const room = await openNewsroom(database.db);
  const settings = { FETCH_ALLOWED_ADDRESSES: ['127.0.0.1'], FETCH_PORTS: [80, port] };
  const running = await startAll(database, 'postgres', { settings });
  const get: HandingIn['get'] = (path) => running.ask(room, 'edda', 'GET', path);
  return {
    room,
    running,
    siteUrl: `http://127.0.0.1:${port}`,
    get,
    post: (path, body) => running.ask(room, 'edda', 'POST', path, body),
    async send(bytes, name, fields = {}, token = room.token('edda')) {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.set(field, value);
      form.set('file', new Blob([typeof bytes === 'string' ? bytes : Buffer.from(bytes)]), name);
      const response = await fetch(new URL('/api/v1/documents', running.address), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: form,
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    async ended(answer) {
      expect(answer.status).toBe(202);
      expect(answer.body).toMatchObject({ subject: 'intake', status: 'waiting' });
      let intake: Answer['body'];
      await eventually(
        async () => {
          intake = (await get(`/intakes/${answer.body.id}`)).body;
          return intake.status !== 'waiting';
        },
        true,
        { withinMs: PATIENCE },
      );
      return intake;
    },
    async close() {
      await running.stop();
      await database.drop();
      site.closeAllConnections();
      site.close();
    },
  };
}
