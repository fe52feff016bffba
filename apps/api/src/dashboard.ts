/**
 * The queue dashboard, for admins: what waits, what is at work. It only shows; changes go through the API. There is one for
 * all workspaces, and an admin sees in it the queues of their own desks, and of the others how many jobs there are, and
 * which of them are their workspace's.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { deskQueue, QUEUES, type QueueBackend } from '#jobs';
import { readDesks, readOne } from '#workflow';
import { accessOf, credentialsOf, type Person } from './authentication.ts';

const ADDRESS = '/admin/queues';

/**
 * Nothing from elsewhere: the board's page names a font of Google's, which would tell them who looks at queues. Its own
 * scripts are files; its styles are partly in the markup.
 */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
};

/** Who looks, during one request: the library asks queues for their jobs without saying for whom. */
interface Looking {
  readonly workspaceId: string;
  readonly queueNames: ReadonlySet<string>;
}
const looking = new AsyncLocalStorage<Looking>();

/** A queue of which nobody sees another workspace's jobs. A page of them has gaps where those would be. */
class OwnJobs extends BullMQAdapter {
  override isVisible(): boolean {
    return looking.getStore()?.queueNames.has(this.getName()) ?? false;
  }

  override async getJobs(...asked: Parameters<BullMQAdapter['getJobs']>) {
    return (await super.getJobs(...asked)).filter(isOwn);
  }

  override async getJob(id: string) {
    const job = await super.getJob(id);
    return job && isOwn(job) ? job : undefined;
  }

  override async getJobLogs(id: string) {
    return (await this.getJob(id)) ? super.getJobLogs(id) : [];
  }
}

function isOwn({ data }: { readonly data: unknown }): boolean {
  const own = looking.getStore()?.workspaceId;
  return typeof data === 'object' && data !== null && 'workspaceId' in data && data.workspaceId === own;
}

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
    board.addQueue(new OwnJobs(queue, { readOnlyMode: true }));
  };

  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(async (scope) => {
    const lookers = new WeakMap<FastifyRequest, Looking>();
    scope.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(HEADERS);
      const admin = await adminOf(db, request);
      if (!admin) {
        // A browser asks for the token as the password; the user name does not matter.
        return reply
          .status(401)
          .header('www-authenticate', 'Basic realm="Countersign: the API token of an admin as the password"')
          .send({ code: 'unauthenticated', detail: 'The dashboard needs an API token with the role admin.' });
      }
      const names = await queueNames(db, admin);
      for (const name of names) show(name);
      lookers.set(request, { workspaceId: admin.workspaceId, queueNames: new Set(names) });
    });
    // What is run in a context of its own goes on in it: the hooks and the handler that follow.
    scope.addHook('onRequest', (request, _reply, done) => {
      const looker = lookers.get(request);
      if (looker) looking.run(looker, done);
      else done();
    });
    await scope.register(adapter.registerPlugin(), { prefix: ADDRESS });
  });
  return async () => {
    await Promise.all([...queues.values()].map((queue) => queue.close()));
  };
}

async function adminOf(db: DataSource, request: FastifyRequest): Promise<Person | null> {
  const { scheme, value = '' } = credentialsOf(request) ?? {};
  const token =
    scheme === 'basic'
      ? Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':')
      : scheme === 'bearer' && value;
  const actor = token ? (await accessOf(db, token))?.actor : null;
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
