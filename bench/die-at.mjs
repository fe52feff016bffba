// Loaded before an app (node --import): kills the process with SIGKILL at one line of its way, the way a power cut
// would. It sees the lines in the statements that the process sends and in the calls by which the sealer moves things
// outside the database, so nothing in the apps knows of it.
//
// DIE_AT: the line. DIE_AFTER: how many times the process passes it unharmed before.
import { writeSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';

const line = process.env.DIE_AT;
let spared = Number(process.env.DIE_AFTER ?? 0);

/** What the open transaction of each connection has done so far. */
const transactions = new WeakMap();

const always = () => true;
const STATEMENTS = {
  // The transaction's work is done; the client was promised nothing.
  'before-commit': { at: 'COMMIT', when: ({ appended }) => appended, dies: 'before' },
  // Decided and recorded, not ordered, and nobody was told.
  'after-commit': { at: 'COMMIT', when: ({ appended }) => appended, dies: 'after' },
  // Leaf indexes are given; the tree has not grown.
  numbering: { at: 'insert into audit.tile', when: always, dies: 'before' },
  // The tree has grown, for nobody but this transaction.
  'before-ordering': { at: 'COMMIT', when: ({ ordered }) => ordered, dies: 'before' },
  // Ordered, not enqueued.
  'after-ordering': { at: 'COMMIT', when: ({ ordered }) => ordered, dies: 'after' },
  // Enqueued, the relay's cursor not moved.
  'after-enqueueing': { at: 'update audit.relay set next_index', when: always, dies: 'before' },
  // Published, and copied into the database.
  recorded: { at: 'insert into audit.checkpoint', when: always, dies: 'after' },
};

const CALLS = {
  // Some files are written, others are not.
  exporting: { of: files, call: 'rename', names: 1, to: /\/tile\/.*\/\d{3}(\.p\/\d+)?$/, dies: 'before' },
  // All files are written; nothing is promised.
  exported: { of: files, call: 'link', names: 1, to: /\/\d{12}\.json$/, dies: 'before' },
  // The signer's state has moved; nobody has seen a signature.
  promised: { of: files, call: 'link', names: 1, to: /\/\d{12}\.json$/, dies: 'after' },
  // Signed, and a witness has signed too.
  witnessed: { of: globalThis, call: 'fetch', names: 0, to: /\/add-checkpoint$/, dies: 'after' },
  // The quorum is there; readers see the checkpoint before.
  publishing: { of: files, call: 'rename', names: 1, to: /\/checkpoint$/, dies: 'before' },
  // Readers see it; the database does not.
  published: { of: files, call: 'rename', names: 1, to: /\/checkpoint$/, dies: 'after' },
};

function die() {
  writeSync(1, `died ${line}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** Sends what the process sends, and dies before or after it. */
function last(dies, send) {
  if (dies === 'before') die();
  const sent = send();
  // What failed did not happen: the process lives on, to the next time.
  sent.then(die, () => undefined);
  return sent;
}

function watchStatements({ at, when, dies }) {
  const { prototype } = pg.Client;
  const query = Reflect.get(prototype, 'query');
  prototype.query = function (...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    const transaction = transactions.get(this) ?? {};
    if (text === 'START TRANSACTION') transactions.set(this, {});
    else if (text.includes('insert into audit.entry')) transaction.appended = true;
    else if (text.includes('update audit.tree')) transaction.ordered = true;
    const send = () => query.apply(this, args);
    return text.startsWith(at) && when(transaction) && spared-- <= 0 ? last(dies, send) : send();
  };
}

function watchCalls({ of, call, names, to, dies }) {
  const original = of[call];
  of[call] = (...args) => {
    const send = () => original.apply(of, args);
    return to.test(String(args[names])) && spared-- <= 0 ? last(dies, send) : send();
  };
  syncBuiltinESMExports();
}

if (line in STATEMENTS) watchStatements(STATEMENTS[line]);
else if (line in CALLS) watchCalls(CALLS[line]);
else if (line) throw new Error(`nobody dies at ${line}`);
