/** A log in a database of its own, sealed into a folder of its own: by calling the passes, without processes. */
import { openDataSource } from '#database';
import { StateFolder } from '#durable-files';
import {
  EMPTY_ROOT,
  logSigner,
  nodeCrypto,
  parsePolicy,
  toBase64,
  utf8,
  type Policy,
  type Signer,
} from '#transparency-log';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { seal, SignedState, type SealerParts } from '../../apps/sealer/src/seal.ts';
import { Witnesses } from '../../apps/sealer/src/witnesses.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { appendMany } from './append-many.ts';

export const signer: Signer = logSigner('log.example.org/audit', Buffer.alloc(32, 7));
export const policyText = `log ${signer.vkey}\nquorum none\n`;

export interface TestLog {
  readonly database: TestDatabase;
  readonly parts: SealerParts;
  readonly policy: Policy;
  /** Appends, numbers and seals; gives what the sealer said. */
  grow(count: number): Promise<ReturnType<typeof seal> extends Promise<infer S> ? S : never>;
  close(): Promise<void>;
}

/** What two databases share when one is the other's backup: the signer's side. */
export type SignerSide = Pick<SealerParts, 'folder' | 'state'>;

export async function newSignerSide(): Promise<SignerSide & { readonly stateFolder: string }> {
  const stateFolder = await temporaryFolder();
  const state = new StateFolder(stateFolder, SignedState);
  await state.replace(null, { origin: signer.name, size: 0, root: toBase64(EMPTY_ROOT) });
  return { folder: await temporaryFolder(), state, stateFolder };
}

export async function openLog(side?: SignerSide, policyFile = policyText): Promise<TestLog> {
  const database = await freshDatabase();
  const db = await openDataSource(database.sealerUrl, 3);
  const policy = await parsePolicy(utf8(policyFile), nodeCrypto);
  const { folder, state } = side ?? (await newSignerSide());
  const witnesses = new Witnesses(policy, db);
  const parts: SealerParts = { db, folder, signers: [signer], policy, witnesses, state, clock: Date.now };
  return {
    database,
    parts,
    policy,
    async grow(count) {
      await appendMany(database, count);
      while ((await sequence(database.system, 1_000)) > 0);
      return seal(parts);
    },
    async close() {
      await db.destroy();
      await database.drop();
    },
  };
}
