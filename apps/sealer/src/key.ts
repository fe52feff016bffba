import { readFile, stat } from 'node:fs/promises';
import { UnsafeSettings, type SealerConfig } from '#config';
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

/** Who signs a checkpoint: the log's key, and beside it the next one, while readers learn of it. */
export type Signers = readonly [Signer, ...Signer[]];

/** The log's key, and the one it goes over to while it does: both of one name. @throws UnsafeSettings */
export async function readKeys({
  LOG_KEY_FILE,
  LOG_NEXT_KEY_FILE,
}: Pick<SealerConfig, 'LOG_KEY_FILE' | 'LOG_NEXT_KEY_FILE'>): Promise<Signers> {
  const signer = await readKey('LOG_KEY_FILE', LOG_KEY_FILE);
  if (!LOG_NEXT_KEY_FILE) return [signer];
  const next = await readKey('LOG_NEXT_KEY_FILE', LOG_NEXT_KEY_FILE);
  if (next.name !== signer.name || next.vkey === signer.vkey)
    throw new UnsafeSettings(
      `LOG_NEXT_KEY_FILE: ${LOG_NEXT_KEY_FILE} must hold another key of ${signer.name}, and holds ${next.vkey}.`,
    );
  return [signer, next];
}

/** @throws UnsafeSettings when others could read it, or when it is none */
async function readKey(setting: string, file: string): Promise<Signer> {
  const { mode } = await stat(file).catch(() => {
    throw new UnsafeSettings(`${setting}: ${file} cannot be read; \`countersign log keygen\` makes one.`);
  });
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new UnsafeSettings(`${setting}: others can read ${file}. Allow it to its owner only: chmod 600.`);
  try {
    const signer = parseSigningKey(fromUtf8(await readFile(file)));
    await policyOf([signer], null);
    return signer;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new UnsafeSettings(`${setting}: ${file} does not hold the key of a log (${error.message}).`);
  }
}

/** What a checkpoint of this log must satisfy to be published: the file's witnesses and quorum, or none. */
export async function policyOf(signers: Signers, file: string | null): Promise<Policy> {
  if (file === null) {
    const logs = signers.map(({ vkey }) => `log ${vkey}\n`).join('');
    return parsePolicy(utf8(`${logs}quorum none\n`), nodeCrypto);
  }
  let policy: Policy;
  try {
    policy = await parsePolicy(await readFile(file), nodeCrypto);
  } catch (error) {
    throw new UnsafeSettings(
      `LOG_POLICY_FILE: ${file} is not a policy (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  for (const { vkey } of signers)
    if (!policy.logs.some(({ key }) => key.vkey === vkey))
      throw new UnsafeSettings(
        `LOG_POLICY_FILE: ${file} does not name this log’s key: add the line “log ${vkey}”.`,
      );
  return policy;
}
