/** Asking witnesses to sign a checkpoint too: the client's side of c2sp.org/tlog-witness. */
import type { DataSource } from 'typeorm';
import {
  addCheckpointBody,
  consistencyProof,
  Malformed,
  nodeCrypto,
  nodeReader,
  openCheckpoint,
  withSignatures,
  type Policy,
  type PolicyWitness,
} from '#transparency-log';
import { storedTile } from './stored-tree.ts';

/** Milliseconds a witness may take. */
const PATIENCE = 5_000;
/** A cosignature has some 200 bytes; a witness may answer with several. */
const MAX_ANSWER = 16_384;
const CONFLICT = 409;

export interface Refusal {
  readonly witness: string;
  /** `fork`: the witness has seen another tree than this one. Nothing else here is a sign of more than trouble. */
  readonly kind: 'fork' | 'unprepared' | 'silent';
  readonly reason: string;
}

/** A witness answered, and did not sign. */
class NotSigned extends Error {
  constructor(
    readonly kind: Refusal['kind'],
    message: string,
  ) {
    super(message);
  }
}

export interface Witnessed {
  /** The checkpoint with every cosignature that holds. */
  readonly note: string;
  readonly quorum: boolean;
  readonly refusals: readonly Refusal[];
}

export class Witnesses {
  /** The size each witness has seen, as far as this process knows; a wrong guess costs one more question. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly policy: Policy,
    private readonly db: DataSource,
  ) {}

  /** Asks all at once. `note`: the signed checkpoint of a tree of `size`. */
  async ask(note: string, size: number): Promise<Witnessed> {
    const lines: string[] = [];
    const refusals: Refusal[] = [];
    await Promise.all(
      this.policy.witnesses.map(async (witness) => {
        try {
          if (witness.url) lines.push(await this.askOne(witness, witness.url, note, size));
        } catch (error) {
          refusals.push({
            witness: witness.name,
            kind: error instanceof NotSigned ? error.kind : 'silent',
            reason: error instanceof Error ? error.message : String(error),
          });
        }
      }),
    );
    const cosigned = withSignatures(note, lines);
    const { quorum } = await openCheckpoint(cosigned, this.policy, nodeCrypto);
    return { note: cosigned, quorum, refusals };
  }

  private async askOne(witness: PolicyWitness, url: string, note: string, size: number): Promise<string> {
    const old = this.seen.get(url) ?? 0;
    let answer = await this.post(url, note, old, size);
    const known = answer.status === CONFLICT ? /^(0|[1-9]\d{0,15})\n$/.exec(answer.text)?.[1] : undefined;
    if (known !== undefined && Number(known) <= size)
      answer = await this.post(url, note, Number(known), size);
    if (answer.status !== 200) throw notSigned(answer.status, known);
    this.seen.set(url, size);
    return this.linesOf(witness, note, answer.text);
  }

  private async post(url: string, note: string, old: number, size: number) {
    const proof = await consistencyProof(nodeReader(storedTile(this.db), size), old, size);
    const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: addCheckpointBody(old, proof, note),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > MAX_ANSWER) throw new Error(`answers with ${bytes.byteLength} bytes`);
    return { status: response.status, text: Buffer.from(bytes).toString('utf8') };
  }

  /** Of the lines that were answered, the witness's own; it must be among them and hold. */
  private async linesOf(witness: PolicyWitness, note: string, text: string): Promise<string> {
    const own = text
      .split('\n')
      .filter((line) => line.startsWith(`\u2014 ${witness.key.name} `))
      .map((line) => `${line}\n`);
    const opened = await openCheckpoint(withSignatures(note, own), this.policy, nodeCrypto);
    if (!opened.cosignatures.some(({ witness: name }) => name === witness.name))
      throw new Malformed('has no cosignature by the key in the policy', 'answer');
    return own.join('');
  }
}

function notSigned(status: number, known: string | undefined): NotSigned {
  if (status === CONFLICT)
    return new NotSigned(
      'fork',
      `has seen a tree of ${known ?? 'another root and as many'} entries: this one may be a fork`,
    );
  if (status === 422)
    return new NotSigned('fork', 'finds that the tree does not continue the one it knows: a fork');
  if (status === 403) return new NotSigned('unprepared', 'does not know the key that signed');
  if (status === 404) return new NotSigned('unprepared', 'does not know this log');
  return new NotSigned('silent', `answers ${status}`);
}
