/**
 * Recorded verdicts per second: over HTTP (parse, authenticate, authorise, execute, append, commit) against the same
 * SQL sent by a bare pg client. Both sides in one run, taking turns, fsync on.
 */
import { Agent, request } from 'node:http';
import pg from 'pg';
import { inWorkspace } from '#database';
import { execute } from '#workflow';
import { VERDICT, type Job } from './room.ts';
import { openStand, type Stand } from './stand.ts';

const CLIENTS = [1, 8, 32];
const TURNS = 5;
const VERDICTS_A_TURN = 120;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Of a statement that is prepared once for a connection, on either side. */
  readonly name?: string | undefined;
}

/** What one request sends to Postgres, from its authentication to its commit. */
async function captureStatements(stand: Stand, job: Job): Promise<Statement[]> {
  const statements: Statement[] = [];
  const original: typeof pg.Client.prototype.query = Reflect.get(pg.Client.prototype, 'query');
  // The driver's own overloads begin with the text and its values, or with both and a name.
  const spy = function (this: pg.Client, ...sent: unknown[]) {
    const [first, second] = sent;
    if (typeof first === 'string')
      statements.push({ text: first, values: Array.isArray(second) ? (second as unknown[]) : [] });
    else statements.push(first as Statement);
    return Reflect.apply(original, this, sent) as unknown;
  };
  pg.Client.prototype.query = spy as typeof original;
  try {
    await stand.db.query('select workspace_id, person_id, role from app.authenticate($1)', ['0']);
    await execute(stand.db, stand.reviewer, { type: 'record-verdict', ...job, fence: 1, ...VERDICT });
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}

/** The captured statements, for another claim: ids and the stream are exchanged, the entry's id is the one returned. */
async function replay(
  client: pg.Client,
  statements: readonly Statement[],
  from: Known,
  to: Known,
): Promise<void> {
  const exchange = new Map<unknown, unknown>([
    [from.claimId, to.claimId],
    [from.assignmentId, to.assignmentId],
    [from.stream, to.stream],
  ]);
  for (const { text, values, name } of statements) {
    const exchanged = values.map((value) => exchange.get(value) ?? value);
    const { rows } = await client.query({ text, values: exchanged, ...(name && { name }) });
    if (text.includes('insert into audit.entry')) exchange.set(from.entryId, rows.at(-1).id);
  }
}

interface Known extends Job {
  readonly stream: string;
  readonly entryId: string;
}

async function know(admin: Stand, workspaceId: string, job: Job): Promise<Known> {
  const [row] = await inWorkspace(admin.db, workspaceId, (tx) =>
    tx.query('select stream, entry_id from app.claims where id = $1', [job.claimId]),
  );
  return { ...job, stream: row.stream, entryId: row.entry_id };
}

/** How many verdicts stand with an entry of their own: both sides must have written what they are counted for. */
async function recorded({ db }: Stand, workspaceId: string): Promise<number> {
  const [row] = await inWorkspace(db, workspaceId, (tx) =>
    tx.query(
      `select count(distinct e.id) from app.verdicts v join audit.entry e on e.workspace_id = v.workspace_id and e.id = v.entry_id`,
    ),
  );
  return Number(row.count);
}

/** Runs `work` on every job with this many at once; gives jobs per second. */
async function rate<T>(
  jobs: readonly T[],
  clients: number,
  work: (job: T, client: number) => Promise<void>,
): Promise<number> {
  const queue = [...jobs];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let job = queue.pop(); job; job = queue.pop()) await work(job, client);
    }),
  );
  return (jobs.length / (performance.now() - began)) * 1000;
}

function overHttp(stand: Stand, agent: Agent, { assignmentId }: Job): Promise<void> {
  const body = JSON.stringify({ fence: 1, ...VERDICT });
  const headers = {
    authorization: `Bearer ${stand.token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      `${stand.address}/api/v1/assignments/${assignmentId}/verdict`,
      { agent, method: 'POST', headers },
      (answer) => {
        answer
          .resume()
          .on('end', () =>
            answer.statusCode === 201 ? resolve() : reject(new Error(`status ${answer.statusCode}`)),
          );
      },
    );
    sent.on('error', reject).end(body);
  });
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const stand = await openStand();
try {
  const { workspaceId } = stand.reviewer;
  const [first] = await stand.assigned(1);
  if (!first) throw new Error('nothing was prepared');
  const statements = await captureStatements(stand, first);
  const from = await know(stand, workspaceId, first);
  const bare = await Promise.all(
    Array.from({ length: Math.max(...CLIENTS) }, async () => {
      const client = new pg.Client({ connectionString: stand.appUrl });
      await client.connect();
      return client;
    }),
  );
  const agent = new Agent({ keepAlive: true });
  let ratio = 0;
  let counted = await recorded(stand, workspaceId);
  for (const clients of CLIENTS) {
    const ratios: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const http = await rate(await stand.assigned(VERDICTS_A_TURN), clients, (job) =>
        overHttp(stand, agent, job),
      );
      const jobs = await stand.assigned(VERDICTS_A_TURN);
      const known = await Promise.all(jobs.map((job) => know(stand, workspaceId, job)));
      const plain = await rate(known, clients, (to, client) => replay(bare[client]!, statements, from, to));
      counted += 2 * VERDICTS_A_TURN;
      const written = await recorded(stand, workspaceId);
      if (written !== counted) throw new Error(`counted ${counted} verdicts, but ${written} were written`);
      ratios.push(http / plain);
    }
    ratio = median(ratios);
    const spread = ratios.map((one) => one.toFixed(2)).join(' ');
    console.log(
      `${clients} clients: ratio ${ratio.toFixed(2)} (turns: ${spread}); ${statements.length} statements a verdict`,
    );
  }
  console.log(`ratio: ${ratio.toFixed(2)}`);
  agent.destroy();
  await Promise.all(bare.map((client) => client.end()));
} finally {
  await stand.stop();
}
