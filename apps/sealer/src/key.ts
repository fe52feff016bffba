import { readFile, stat } from 'node:fs/promises';
import { UnsafeSettings } from '#config';
import {
  fromUtf8,
  Malformed,
  nodeCrypto,
  parsePolicy,
  parseSigningKey,
  utf8,
  type Policy,
  type Signer,
} from '#transparency-log';

/** The log's key. @throws UnsafeSettings when others could read it, or when it is none */
export async function readKey(file: string): Promise<Signer> {
  const { mode } = await stat(file).catch(() => {
    throw new UnsafeSettings(`LOG_KEY_FILE: ${file} cannot be read; \`countersign log keygen\` makes one.`);
  });
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new UnsafeSettings(`LOG_KEY_FILE: others can read ${file}. Allow it to its owner only: chmod 600.`);
  try {
    const signer = parseSigningKey(fromUtf8(await readFile(file)));
    await policyOf(signer, null);
    return signer;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new UnsafeSettings(`LOG_KEY_FILE: ${file} does not hold the key of a log (${error.message}).`);
  }
}

/** What a checkpoint of this log must satisfy to be published: the file's witnesses and quorum, or none. */
export async function policyOf(signer: Signer, file: string | null): Promise<Policy> {
  if (file === null) return parsePolicy(utf8(`log ${signer.vkey}\nquorum none\n`), nodeCrypto);
  let policy: Policy;
  try {
    policy = await parsePolicy(await readFile(file), nodeCrypto);
  } catch (error) {
    throw new UnsafeSettings(
      `LOG_POLICY_FILE: ${file} is not a policy (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  if (!policy.logs.some(({ key }) => key.vkey === signer.vkey))
    throw new UnsafeSettings(
      `LOG_POLICY_FILE: ${file} does not name this log’s key: add the line “log ${signer.vkey}”.`,
    );
  return policy;
}
