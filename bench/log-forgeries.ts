/** Every way we know of to change a log behind its readers' backs. */
import {
  cosign,
  entryBundle,
  leafHash,
  logSigner,
  parseEntryBundle,
  signCheckpoint,
  withSignatures,
  type Signer,
} from '#transparency-log';
import { appendDecisions, LOG_KEY, ORIGIN, SampleLog, WITNESSES } from './log-sample.ts';

export const STRANGER: Signer = logSigner(ORIGIN, Buffer.alloc(32, 99));
export const OTHER_ORIGIN: Signer = logSigner('log.example.org/other', Buffer.alloc(32, 1));
export const COSIGNED_AT = 1_772_450_000;

export interface LogForgery {
  readonly name: string;
  /** Whether somebody who knows the log's key only, and not what entries mean, can see it. */
  readonly plain: boolean;
  readonly apply: (log: SampleLog) => void;
}

/** The first bundle with its entries changed. */
function rewrite(log: SampleLog, change: (entries: Uint8Array[]) => Uint8Array[]): void {
  log.files.set(
    'tile/entries/000',
    entryBundle(change(parseEntryBundle(log.files.get('tile/entries/000')!, 256))),
  );
}

const edited = (entry: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(entry).toString('latin1').replace('09:', '08:'), 'latin1');

function flip(log: SampleLog, path: string): void {
  const data = Uint8Array.from(log.files.get(path)!);
  data[40]! ^= 1;
  log.files.set(path, data);
}

export const cosigned = (note: string): string =>
  withSignatures(
    note,
    WITNESSES.map((witness) => cosign(note, witness, COSIGNED_AT)),
  );

const publish = (log: SampleLog, note: string): void => void log.files.set('checkpoint', Buffer.from(note));

/** For a log of at least 600 entries with more than one checkpoint, whose witnesses all sign whatever they are given. */
export const LOG_FORGERIES: readonly LogForgery[] = [
  {
    name: 'edited leaf',
    plain: true,
    apply: (log) => rewrite(log, ([first, ...rest]) => [edited(first!), ...rest]),
  },
  {
    name: 'edited leaf, its hash in the tile too',
    plain: true,
    apply(log) {
      rewrite(log, ([first, ...rest]) => [edited(first!), ...rest]);
      const tile = Uint8Array.from(log.files.get('tile/0/000')!);
      tile.set(leafHash(edited(log.entries[0]!.body)), 0);
      log.files.set('tile/0/000', tile);
    },
  },
  {
    name: 'swapped leaves',
    plain: true,
    apply: (log) => rewrite(log, ([a, b, ...rest]) => [b!, a!, ...rest]),
  },
  { name: 'forged tile of leaf hashes', plain: true, apply: (log) => flip(log, 'tile/0/001') },
  {
    name: 'forged tile above',
    plain: true,
    apply: (log) => flip(log, `tile/1/000.p/${Math.floor(log.size / 256)}`),
  },
  {
    name: 'dropped tail',
    plain: true,
    apply(log) {
      const path = `tile/entries/00${Math.floor(log.size / 256)}.p/${log.size % 256}`;
      const entries = parseEntryBundle(log.files.get(path)!, log.size % 256);
      log.files.set(path, entryBundle(entries.slice(0, -1)));
    },
  },
  { name: 'missing bundle', plain: true, apply: (log) => void log.files.delete('tile/entries/001') },
  {
    name: 'forked checkpoint',
    plain: true,
    apply(log) {
      // Another history of the same length, consistent in itself, signed by the log and all witnesses.
      const fork = new SampleLog();
      appendDecisions(fork, log.size, 777_000);
      fork.publish();
      for (const [path, data] of fork.files) log.files.set(path, data);
    },
  },
  {
    name: 'wrong key',
    plain: true,
    apply: (log) => publish(log, cosigned(signCheckpoint({ origin: ORIGIN, ...log.head }, STRANGER))),
  },
  { name: 'stale checkpoint', plain: true, apply: (log) => publish(log, log.checkpoints[0]!) },
  {
    name: 'wrong origin',
    plain: true,
    apply: (log) =>
      publish(log, cosigned(signCheckpoint({ origin: 'log.example.org/other', ...log.head }, OTHER_ORIGIN))),
  },
  {
    name: 'signed root of other entries',
    plain: true,
    apply: (log) =>
      publish(
        log,
        cosigned(signCheckpoint({ origin: ORIGIN, size: log.size, root: leafHash(Buffer.of()) }, LOG_KEY)),
      ),
  },
  {
    name: 'missing cosignature',
    plain: false,
    apply: (log) => publish(log, signCheckpoint({ origin: ORIGIN, ...log.head }, LOG_KEY)),
  },
  {
    name: 'missing stream entry',
    plain: false,
    apply(log) {
      // A log that has left the second entry of a stream out from the beginning, and is consistent in every other way.
      const shorter = new SampleLog();
      appendDecisions(shorter, log.size + 1);
      shorter.leaveOut(401);
      shorter.publish();
      log.replaceBy(shorter);
    },
  },
];
