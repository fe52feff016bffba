/**
 * The witness's side of c2sp.org/tlog-witness: it signs what continues the tree that it signed last, and nothing else.
 *
 * | crash after                  | left behind                    | then                                        |
 * | ---------------------------- | ------------------------------ | ------------------------------------------- |
 * | the checkpoint was judged    | nothing                        | the log asks again                          |
 * | the state was written        | a promise to sign nothing else | the log hears 409 with the size, asks again |
 */
import type { Logger } from 'pino';
import {
  cosign,
  judgeGrowth,
  Malformed,
  nodeCrypto,
  openSubmitted,
  parseAddCheckpoint,
  toBase64,
  withSignatures,
  type AddCheckpoint,
  type Signer,
  type VerifierKey,
  type WitnessRefusal,
} from '#transparency-log';
import { headOf, originHash, stateFor } from './state.ts';

export interface Reply {
  readonly status: number;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
  /** For the metrics: what became of the request. */
  readonly outcome: WitnessRefusal | 'signed' | 'malformed' | 'state-lost';
}

const STATUS: Record<WitnessRefusal, number> = {
  'unknown-log': 404,
  'not-signed-by-log': 403,
  'old-size-too-large': 400,
  'other-old-size': 409,
  'not-consistent': 422,
};

const WHY: Record<WitnessRefusal, string> = {
  'unknown-log': 'This witness does not know this log.',
  'not-signed-by-log': 'No key that this witness knows of the log has signed this.',
  'old-size-too-large': 'The old size is larger than the checkpoint.',
  'other-old-size': 'This is not the size that was signed last.',
  'not-consistent': 'The tree does not continue the one that was signed last, or the proof does not show it.',
};

export class Witness {
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly signer: Signer,
    private readonly logs: readonly VerifierKey[],
    private readonly folder: string,
    private readonly log: Logger,
    /** Milliseconds since 1970. */
    private readonly clock: () => number = Date.now,
  ) {}

  async addCheckpoint(body: Uint8Array): Promise<Reply> {
    let request: AddCheckpoint;
    try {
      request = parseAddCheckpoint(body);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return { ...plain(400, error.message), outcome: 'malformed' };
    }
    const { origin, size } = request.checkpoint;
    const opened = await openSubmitted(request, this.logs, nodeCrypto);
    // Names that strangers choose do not go into the log.
    if ('refusal' in opened) return refuse(opened.refusal);
    const reply = await this.#inTurn(origin, () => this.#sign(request, opened.signed));
    this.log.info({ origin, size, outcome: reply.outcome }, 'a log has asked');
    return reply;
  }

  /** The newest checkpoint that was signed for the log of this {@link originHash}, or null. */
  async newest(hash: string): Promise<string | null> {
    const key = this.logs.find(({ name }) => originHash(name) === hash);
    const state = key && (await stateFor(this.folder, key.name).read());
    return state?.value.note || null;
  }

  async #sign(request: AddCheckpoint, signed: string): Promise<Reply> {
    const { checkpoint } = request;
    const { origin, size, root } = checkpoint;
    const state = stateFor(this.folder, origin);
    for (;;) {
      const before = await state.read();
      if (!before) return this.#stateLost(origin);
      const refusal = await judgeGrowth(request, headOf(before.value), nodeCrypto);
      if (refusal === 'other-old-size') return conflict(before.value.size);
      if (refusal === 'not-consistent')
        this.log.error(
          { origin, known: before.value.note, shown: signed },
          'a log shows what does not continue the tree it showed before, or cannot prove it',
        );
      if (refusal) return refuse(refusal);
      // A clock that is set back must not have an older statement about a larger tree.
      const time = Math.max(Math.floor(this.clock() / 1_000), before.value.time);
      const line = cosign(signed, this.signer, time);
      const next = { origin, size, root: toBase64(root), time, note: withSignatures(signed, [line]) };
      if (await state.replace(before, next))
        return { status: 200, type: PLAIN, body: line, outcome: 'signed' };
      // Another process of this witness was first: judged again, by what it signed.
    }
  }

  #stateLost(origin: string): Reply {
    this.log.fatal({ origin }, 'the state of a log is gone: put it back, or resume it');
    return { ...plain(500, 'This witness has lost its state.'), outcome: 'state-lost' };
  }

  /** One request a log at a time: those that wait would only find that the state has moved. */
  #inTurn<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#queues.get(origin) ?? Promise.resolve()).then(work, work);
    this.#queues.set(origin, turn);
    return turn;
  }
}

const PLAIN = 'text/plain; charset=utf-8';
const plain = (status: number, sentence: string) => ({ status, type: PLAIN, body: `${sentence}\n` }) as const;
const refuse = (refusal: WitnessRefusal): Reply => ({
  ...plain(STATUS[refusal], WHY[refusal]),
  outcome: refusal,
});
const conflict = (size: number): Reply => ({
  status: STATUS['other-old-size'],
  type: 'text/x.tlog.size',
  body: `${size}\n`,
  outcome: 'other-old-size',
});
