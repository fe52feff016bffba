/** The queue dashboard, for admins: what waits, what is at work. It only shows; changes go through the API. */
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { deskQueue, QUEUES, type QueueBackend } from '#jobs';
import { readDesks, readOne } from '#workflow';
import { actorOf, type Person } from './authentication.ts';

const ADDRESS = '/admin/queues';

export async function serveDashboard(
  app: NestFastifyApplication,
  db: DataSource,
  backend: QueueBackend,
): Promise<() => Promise<void>> {
  const queues = new Map<string, ReturnType<QueueBackend['queue']>>();
  const adapter = new BoardAdapter().setBasePath(ADDRESS);
  const board = createBullBoard({ queues: [], serverAdapter: adapter });
  const show = (name: string) => {
    if (queues.has(name)) return;
    const queue = backend.queue(name);
    queues.set(name, queue);
    board.addQueue(new BullMQAdapter(queue, { readOnlyMode: true }));
  };

  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      const admin = await adminOf(db, request);
      if (!admin) {
        // A browser asks for the token as the password; the user name does not matter.
        return reply
          .status(401)
          .header('www-authenticate', 'Basic realm="Countersign: the API token of an admin as the password"')
          .send({ code: 'unauthenticated', detail: 'The dashboard needs an API token with the role admin.' });
      }
      for (const name of await queueNames(db, admin)) show(name);
    });
    await scope.register(adapter.registerPlugin(), { prefix: ADDRESS });
  });
  return async () => {
    await Promise.all([...queues.values()].map((queue) => queue.close()));
  };
}

async function adminOf(db: DataSource, request: FastifyRequest): Promise<Person | null> {
  const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ');
  const token =
    scheme === 'Basic'
      ? Buffer.from(credentials, 'base64').toString('utf8').split(':').slice(1).join(':')
      : credentials;
  const actor = token ? await actorOf(db, token) : null;
  return actor?.role === 'admin' ? actor : null;
}

/** The fixed queues and those of the admin's own desks. */
async function queueNames(db: DataSource, admin: Person): Promise<string[]> {
  return inWorkspace(db, admin.workspaceId, async (tx) => {
    const workspace = await readOne(tx, admin, 'workspace', admin.workspaceId);
    const { items } = await readDesks(tx, admin, { limit: 200 });
    return [...QUEUES, ...items.map(({ slug }) => deskQueue(workspace.slug, slug))];
  });
}
