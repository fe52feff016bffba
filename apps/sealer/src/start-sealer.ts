import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { SealerConfig } from '#config';
import { openSafely } from '#database';
import { StateFolder } from '#durable-files';
import { answerJson, healthAnswer, listen, openLog, type Running } from '#process';
import { migrations } from '../../../migrations/index.ts';
import { Alarm } from './alarm.ts';
import { policyOf, readKeys } from './key.ts';
import { publishedNote, recordPublished, seal, SignedState, type SealerParts } from './seal.ts';
import { Witnesses } from './witnesses.ts';
import { nodeCrypto, openCheckpoint } from '#transparency-log';

/** How often the tree is looked at, and how long after one checkpoint the next may come at the earliest. Milliseconds. */
const POLL_MS = 100;
/** An entry is published within a second (99 in 100), and witnesses are asked at most some two times a second. */
const BETWEEN_CHECKPOINTS_MS = 400;
const POOL = 2;
const TOO_FEW = 'Too few witnesses sign: nothing new is published until more of them do.';

/** Seals until it is stopped or refuses; then it stays up, unready, for a while, and `onAlarm` ends the process. */
export async function startSealer(config: SealerConfig, onAlarm: (alarm: Alarm) => void): Promise<Running> {
  const log = openLog('sealer', config.LOG_LEVEL);
  const signers = await readKeys(config);
  const policy = await policyOf(signers, config.LOG_POLICY_FILE ?? null);
  await mkdir(config.LOG_DIR, { recursive: true });
  const db = await openSafely(config.DATABASE_SEALER_URL, POOL, migrations);
  const parts: SealerParts = {
    db,
    folder: config.LOG_DIR,
    signers,
    policy,
    clock: Date.now,
    witnesses: new Witnesses(policy, db),
    state: new StateFolder(config.SEALER_STATE_DIR, SignedState),
  };
  const sealing = new Sealing(parts, log);
  const listening = await serve(sealing, config, log).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  const running = sealing.run().catch(async (error: unknown) => {
    if (!(error instanceof Alarm)) throw error;
    await pause(config.SEALER_LINGER_SECONDS * 1_000, undefined, { signal: sealing.stopping.signal }).catch(
      () => undefined,
    );
    onAlarm(error);
  });
  const { address } = listening;
  log.info({ address, keys: signers.map(({ vkey }) => vkey) }, 'the sealer runs');
  return {
    address,
    log,
    async stop() {
      sealing.stopping.abort();
      await running;
      await listening.close();
      await db.destroy();
    },
  };
}

class Sealing {
  readonly stopping = new AbortController();
  readonly metrics = new Registry();
  /** Why nothing is sealed, or null. */
  refusal: string | null = null;
  private readonly size = new Gauge({
    name: 'countersign_log_published_size',
    help: 'Entries under the published checkpoint',
    registers: [this.metrics],
  });
  private readonly alarms = new Gauge({
    name: 'countersign_log_alarm',
    help: '1 when the sealer refuses to sign, by reason',
    labelNames: ['code'],
    registers: [this.metrics],
  });
  private readonly unwitnessed = new Counter({
    name: 'countersign_log_witness_refusals_total',
    help: 'Checkpoints that a witness did not sign; of kind fork, because it has seen another tree',
    labelNames: ['witness', 'kind'],
    registers: [this.metrics],
  });
  private readonly quorumMissing = new Gauge({
    name: 'countersign_log_quorum_missing',
    help: '1 while nothing is published because too few witnesses sign',
    registers: [this.metrics],
  });

  constructor(
    private readonly parts: SealerParts,
    private readonly log: Logger,
  ) {
    collectDefaultMetrics({ register: this.metrics });
  }

  /** Ends when it is stopped; throws the alarm when it refuses. What fails otherwise is tried again. */
  async run(): Promise<void> {
    await this.attempt(() => this.catchUp());
    while (!this.stopping.signal.aborted) {
      const published = await this.attempt(() => this.pass());
      await pause(published ? BETWEEN_CHECKPOINTS_MS : POLL_MS, undefined, {
        signal: this.stopping.signal,
      }).catch(() => undefined); // stopped
    }
  }

  private async attempt(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Alarm)) {
        this.log.error({ err: error }, 'a checkpoint could not be made');
        return true;
      }
      this.refusal = error.message;
      this.alarms.set({ code: error.code }, 1);
      this.log.fatal({ alarm: error.code }, error.message);
      throw error;
    }
  }

  /** What a crash may have left out: the database's copy of the checkpoint that was published last. */
  private async catchUp(): Promise<boolean> {
    const note = await publishedNote(this.parts.folder);
    if (note === null) return false;
    const head = await openCheckpoint(note, this.parts.policy, nodeCrypto);
    await recordPublished(this.parts.db, head, note);
    this.size.set(head.size);
    return false;
  }

  private async pass(): Promise<boolean> {
    const sealed = await seal(this.parts);
    if (sealed.outcome === 'nothing-new') return false;
    for (const { witness, kind, reason } of sealed.refusals) {
      this.unwitnessed.inc({ witness, kind });
      const level = kind === 'fork' ? 'error' : 'warn';
      this.log[level]({ witness, kind, reason, size: sealed.size }, 'a witness did not sign');
    }
    const isPublished = sealed.outcome === 'published';
    if (isPublished) this.size.set(sealed.size);
    else this.log.error({ size: sealed.size }, TOO_FEW);
    this.quorumMissing.set(isPublished ? 0 : 1);
    this.refusal = isPublished ? null : TOO_FEW;
    return true;
  }
}

/** Health and metrics; nothing about the log that is not public. */
const serve = (sealing: Sealing, { SEALER_HOST: host, SEALER_PORT: port }: SealerConfig, log: Logger) =>
  listen(
    (request, response) => {
      const answer =
        request.method === 'GET' && healthAnswer(request.url ?? '', sealing.refusal, sealing.metrics);
      return answer ? answer(request, response) : answerJson(response, 404, { status: 'not-found' });
    },
    { host, port, onError: (error) => log.error({ err: error }, 'a request failed') },
  );
