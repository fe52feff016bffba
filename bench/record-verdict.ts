/**
 * Recorded verdicts per second: over HTTP (parse, authenticate, authorise, execute, append, commit) against the same
 * SQL sent by a bare pg client. Both sides in one run, taking turns, fsync on.
 */
import { randomBytes } from 'node:crypto';
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

interface Captured extends Statement {
  /** Ids of the entries it appended. */
  readonly appended: readonly string[];
}

/** What one request sends to Postgres, from its authentication to its commit. */
async function captureStatements(stand: Stand, job: Job): Promise<Captured[]> {
  const sent: { statement: Statement; answer: unknown }[] = [];
  const original: typeof pg.Client.prototype.query = Reflect.get(pg.Client.prototype, 'query');
  // The driver's own overloads begin with the text and its values, or with both and a name.
  const spy = function (this: pg.Client, ...given: unknown[]) {
    const [first, second] = given;
    const statement =
      typeof first === 'string'
        ? { text: first, values: Array.isArray(second) ? (second as unknown[]) : [] }
        : (first as Statement);
    const answer: unknown = Reflect.apply(original, this, given);
    sent.push({ statement, answer });
    return answer;
  };
  pg.Client.prototype.query = spy as typeof original;
  try {
    await stand.db.query('select workspace_id, person_id, role from app.authenticate($1)', ['0']);
    await execute(stand.db, stand.reviewer, { type: 'record-verdict', ...job, fence: 1, ...VERDICT });
  } finally {
    pg.Client.prototype.query = original;
  }
  return Promise.all(
    sent.map(async ({ statement, answer }) => {
      // Without a callback the driver answers with a promise of its result.
      const { rows } = (await answer) as pg.QueryResult<{ id: string }>;
      return { ...statement, appended: appends(statement) ? rows.map(({ id }) => id) : [] };
    }),
  );
}

const appends = ({ text }: Statement): boolean => text.includes('insert into audit.entry');

/** Random names of 32 and more characters: they stand in lists and in rows of JSON, and nowhere by chance. */
const NAME = /[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const ENTRY_ID = /(?<="entry_id":")\d+/g;

/** The captured statements, for another claim: its ids and streams in place of theirs, and the ids of its own entries. */
async function replay(
  client: pg.Client,
  statements: readonly Captured[],
  from: Known,
  to: Known,
): Promise<void> {
  const names = new Map([
    [from.claimId, to.claimId],
    [from.assignmentId, to.assignmentId],
    [from.stream, to.stream],
    [from.ballotStream, to.ballotStream],
  ]);
  const entries = new Map<string, string>();
  const exchanged = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(exchanged);
    if (typeof value !== 'string') return value;
    return value
      .replace(NAME, (name) => names.get(name) ?? name)
      .replace(ENTRY_ID, (id) => entries.get(id) ?? id);
  };
  for (const { text, values, name, appended } of statements) {
    const sent = (values ?? []).map(exchanged);
    const { rows } = await client.query<{ id: string }>({ text, values: sent, ...(name && { name }) });
    for (const [at, id] of appended.entries()) entries.set(id, rows[at]?.id ?? id);
  }
}

interface Known extends Job {
  readonly stream: string;
  readonly ballotStream: string;
}

async function know(admin: Stand, workspaceId: string, job: Job): Promise<Known> {
  const [row]: { stream: string; ballot: string | null }[] = await inWorkspace(admin.db, workspaceId, (tx) =>
    tx.query(
      `select c.stream, b.stream as ballot from app.claims c
         left join app.ballots b on b.workspace_id = c.workspace_id and b.claim_id = c.id
        where c.workspace_id = $1 and c.id = $2`,
      [workspaceId, job.claimId],
    ),
  );
  if (!row) throw new Error('the claim is not there');
  // The ballot of a verdict that is still to come has no stream yet.
  return { ...job, stream: row.stream, ballotStream: row.ballot ?? randomBytes(16).toString('hex') };
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
  // An error ends the run; what ends with it says no more than that.
  for (const client of bare) client.on('error', () => undefined);
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
