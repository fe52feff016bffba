// Loaded before an app (node --import): kills the process with SIGKILL at one line of a request's way, the way a power
// cut would. It sees the lines in the statements that the process sends, so nothing in the apps knows of it.
//
// DIE_AT: the line. DIE_AFTER: how many times the process passes it unharmed before.
import { writeSync } from 'node:fs';
import pg from 'pg';

const line = process.env.DIE_AT;
let spared = Number(process.env.DIE_AFTER ?? 0);

/** What the open transaction of each connection has done so far. */
const transactions = new WeakMap();

const LINES = {
  // The transaction's work is done; the client was promised nothing.
  'before-commit': { at: 'COMMIT', when: ({ appended }) => appended, dies: 'before' },
  // Decided and recorded, not ordered, and nobody was told.
  'after-commit': { at: 'COMMIT', when: ({ appended }) => appended, dies: 'after' },
  // Ordered, not enqueued.
  'after-ordering': { at: 'COMMIT', when: ({ ordered }) => ordered, dies: 'after' },
  // Enqueued, the relay's cursor not moved.
  'after-enqueueing': { at: 'update audit.relay set next_index', when: () => true, dies: 'before' },
};

const die = () => {
  writeSync(1, `died ${line}\n`);
  process.kill(process.pid, 'SIGKILL');
};

if (line) {
  const { at, when, dies } = LINES[line];
  const { prototype } = pg.Client;
  const query = Reflect.get(prototype, 'query');
  prototype.query = function (...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    const transaction = transactions.get(this) ?? {};
    if (text === 'START TRANSACTION') transactions.set(this, {});
    else if (text.includes('insert into audit.entry')) transaction.appended = true;
    else if (text.includes('update audit.tree')) transaction.ordered = true;
    if (!(text.startsWith(at) && when(transaction)) || spared-- > 0) return query.apply(this, args);
    if (dies === 'before') die();
    const sent = query.apply(this, args);
    sent.then(die);
    return sent;
  };
}
