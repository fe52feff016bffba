/** The three witnesses of the sample logs, as servers of c2sp.org/tlog-witness that keep every note they are shown. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import {
  cosign,
  EMPTY_ROOT,
  fromBase64,
  Malformed,
  nodeCrypto,
  openCheckpoint,
  verifyConsistency,
  type Policy,
  type Signer,
  type TreeHead,
} from '#transparency-log';

export interface ShownWitnesses {
  /** One for each signer, in their order. */
  readonly addresses: readonly string[];
  /** Every checkpoint that was ever shown to one of them, signed by the log. */
  readonly shown: ReadonlySet<string>;
  /** What none of them may sign: a tree that does not continue the one they know. */
  readonly forks: readonly string[];
  stop(): Promise<void>;
}

/** `policy`: the log's key. */
export async function openWitnesses(signers: readonly Signer[], policy: Policy): Promise<ShownWitnesses> {
  const known = signers.map((): TreeHead => ({ size: 0, root: EMPTY_ROOT }));
  const shown = new Set<string>();
  const forks: string[] = [];

  async function answer(at: number, body: string): Promise<{ status: number; text: string }> {
    const [first = '', ...lines] = body.slice(0, body.indexOf('\n\n')).split('\n');
    const note = body.slice(body.indexOf('\n\n') + 2);
    const head = await openCheckpoint(note, policy, nodeCrypto);
    shown.add(note);
    const proof = lines.map((line) => fromBase64(line, 'proof'));
    const old = known[at]!;
    if (first !== `old ${old.size}`) return { status: 409, text: `${old.size}\n` };
    const holds = await verifyConsistency(nodeCrypto, old, proof, head);
    if (!holds) {
      forks.push(`${signers[at]!.name}: ${old.size} to ${head.size}`);
      return { status: 422, text: '' };
    }
    // Another request was quicker while this one was checked.
    if (known[at] !== old) return { status: 409, text: `${known[at]!.size}\n` };
    known[at] = { size: head.size, root: head.root };
    return { status: 200, text: cosign(note, signers[at]!, Math.floor(Date.now() / 1_000)) };
  }

  const server = createServer((request, response) => {
    const at = Number(/^\/(\d)\/add-checkpoint$/.exec(request.url ?? '')?.[1] ?? NaN);
    textOf(request)
      .then((body) => (signers[at] ? answer(at, body) : { status: 404, text: '' }))
      .catch((error: unknown) => ({ status: error instanceof Malformed ? 403 : 500, text: '' }))
      .then(({ status, text }) => response.writeHead(status).end(text))
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('the witnesses listen nowhere');
  return {
    addresses: signers.map((_, at) => `http://127.0.0.1:${bound.port}/${at}`),
    shown,
    forks,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  // What a request's body iterates over, without an encoding.
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
