/** `countersign verify`: a report's proof file against a policy, offline; with --online, against the log as it is now. */
import { readFile } from 'node:fs/promises';
import {
  describeLater,
  describeVerification,
  Malformed,
  moment,
  nodeCrypto,
  parsePolicy,
  verifyProofBundle,
  type Policy,
  type Verification,
} from '#transparency-log';
import { askTheLog, type Online } from './verify-online.ts';

export interface VerifyOptions {
  readonly policy: string;
  readonly report?: string | undefined;
  readonly online: boolean;
  readonly json: boolean;
}

/** What the shell gets. */
export const EXIT = { valid: 0, invalid: 1, misused: 2, 'quorum-not-met': 3 } as const;

/** A file that is not there, or a policy that is none: nothing was verified. */
class Misused extends Error {}

/** Prints what was found, and gives the exit code. */
export async function verify(
  file: string,
  options: VerifyOptions,
  print: (line: string) => void,
): Promise<number> {
  try {
    const bytes = await read(file);
    const policy = await readPolicy(options.policy);
    const report = options.report === undefined ? undefined : await read(options.report);
    const offline = await verifyProofBundle(bytes, policy, nodeCrypto, report);
    const online = options.online && offline.status !== 'invalid' ? await askTheLog(offline, policy) : null;
    const outcome = online?.status === 'invalid' ? online : offline;
    if (options.json) print(JSON.stringify({ ...outcome, online: online?.status ?? null }));
    else for (const line of sentences(outcome, online)) print(line);
    if (online?.status === 'unreachable') return EXIT.misused;
    return online?.status === 'quorum-not-met' ? EXIT['quorum-not-met'] : EXIT[outcome.status];
  } catch (error) {
    if (!(error instanceof Misused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.misused;
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Misused(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readPolicy(file: string): Promise<Policy> {
  const bytes = await read(file);
  try {
    return await parsePolicy(bytes, nodeCrypto);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Misused(`${file} is not a policy. ${error.message}.`);
  }
}

function sentences(outcome: Verification, online: Online | null): string[] {
  const lines = describeVerification(outcome);
  if (outcome.status === 'invalid') return lines;
  if (!online) lines.push('What was corrected after that is not in this file: --online asks the log.');
  else if (online.status === 'unreachable') lines.push(`The log could not be asked: ${online.reason}.`);
  else if (online.status === 'quorum-not-met')
    lines.push('Too few witnesses have signed what the log shows now: it may show others something else.');
  else if (online.status === 'followed') {
    const time = online.asOf === null ? '' : `, as of ${moment(online.asOf)}`;
    lines.push(...online.later.map(describeLater));
    lines.push(`The log has ${online.size} entries now${time}, and still all of these.`);
  }
  return lines;
}
