/** A signer's key, and what it remembers of what it signed. Made by this command, used by the sealer and the witness. */
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { failedWith, StateFolder, syncFolders, writeSynced } from '#durable-files';
import {
  COSIGNATURE,
  ED25519,
  EMPTY_ROOT,
  fromUtf8,
  KEY_NAME,
  newSigningKey,
  nodeCrypto,
  parsePolicy,
  parseSigningKey,
  parseVerifierKey,
  toBase64,
  utf8,
  type Signer,
} from '#transparency-log';
import { Failure } from './failure.ts';
import { readCheckpointFile } from './log-following.ts';

/** As the sealer reads it. */
const SignedState = z.strictObject({ origin: z.string(), size: z.int().nonnegative(), root: z.string() });
type SignedState = z.infer<typeof SignedState>;

/** Writes a new private key where there is no file yet. @throws Failure */
export async function makeKey(file: string, name: string, kind: 'log' | 'witness'): Promise<Signer> {
  if (!KEY_NAME.test(name) || !/^[\x21-\x7e]+$/.test(name))
    throw new Failure('A name is like log.example.org/audit: printable characters, no spaces and no plus.');
  const key = newSigningKey(name, kind === 'log' ? ED25519 : COSIGNATURE);
  await writeSynced(file, `${key}\n`, 0o600).catch((error: unknown) => {
    if (failedWith(error, 'EEXIST'))
      throw new Failure(`${file} is there already. A key is not written over: choose another file.`);
    throw new Failure(`${file} cannot be written. (${String(error)})`);
  });
  await syncFolders([dirname(file)], dirname(file));
  return parseSigningKey(key);
}

/** @throws Failure when there is none */
export async function readKeyFile(file: string): Promise<Signer> {
  try {
    return parseSigningKey(fromUtf8(await readFile(file)));
  } catch (error) {
    throw new Failure(
      `${file} does not hold a private key. (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** The key of a witness; others must not be able to read it. @throws Failure */
export async function readWitnessKey(file: string): Promise<Signer> {
  const signer = await readKeyFile(file);
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0)
    throw new Failure(`Others can read ${file}. Allow it to its owner only: chmod 600.`);
  if ((await parseVerifierKey(signer.vkey, nodeCrypto)).type !== COSIGNATURE)
    throw new Failure(`${file} is the key of a log: \`countersign witness keygen\` makes a witness’s.`);
  return signer;
}

/** The first state of a log that has signed nothing. One that is there stays; one that has signed is refused. */
export async function beginState(folder: string, origin: string): Promise<void> {
  const state = new StateFolder(folder, SignedState);
  const before = (await state.read())?.value;
  if (before?.size === 0 && before.origin === origin) return;
  if (before) throw new Failure(`${folder} holds the state of a signer already: choose another folder.`);
  await state.replace(null, { origin, size: 0, root: toBase64(EMPTY_ROOT) });
}

/**
 * Takes up a state that was lost from the newest checkpoint that somebody else has kept. The checkpoint must be signed
 * by the log's own key, in `file`; whether it is the newest, nobody can tell here, and the state never goes back.
 */
export async function resumeState(folder: string, signer: Signer, file: string): Promise<SignedState> {
  const policy = await parsePolicy(utf8(`log ${signer.vkey}\nquorum none\n`), nodeCrypto);
  const checkpoint = await readCheckpointFile(file, policy);
  const state = new StateFolder(folder, SignedState);
  const before = await state.read();
  if (before && before.value.size >= checkpoint.size)
    throw new Failure(
      `The state knows of ${before.value.size} entries, the checkpoint of ${checkpoint.size}: it does not go back.`,
    );
  const value = { origin: signer.name, size: checkpoint.size, root: toBase64(checkpoint.root) };
  if (!(await state.replace(before, value)))
    throw new Failure('A sealer is at work on this state: stop it first.');
  return value;
}
