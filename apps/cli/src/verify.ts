/** `countersign verify`: a report's proof file against a policy, offline; with --online, against the log as it is now. */
import { readFile } from 'node:fs/promises';
import {
  Malformed,
  nodeCrypto,
  parsePolicy,
  verifyProofBundle,
  type Policy,
  type Proven,
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

const moment = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');

function sentences(outcome: Verification, online: Online | null): string[] {
  if (outcome.status === 'invalid') return [`INVALID. ${outcome.where}: ${outcome.reason}.`];
  const lines =
    outcome.status === 'valid'
      ? [`VALID${asOf(outcome)}.`]
      : [
          `QUORUM NOT MET. All of it holds, but ${witnesses(outcome)} signed: too few for the policy, so the log may show others something else.`,
        ];
  lines.push(
    `${outcome.entries.length} entries are in ${outcome.origin}, which had ${outcome.size}; no stream of theirs has a hole.`,
    outcome.reportCompared
      ? 'The report is the one that was published.'
      : `The report that was published has the SHA-256 ${outcome.reportSha256}; give it with --report to compare.`,
  );
  const later = [...outcome.later, ...(online?.status === 'followed' ? online.later : [])];
  for (const { type, at, index } of later)
    lines.push(`Afterwards the log records ${type} (${at}, entry ${index}).`);
  if (!online) lines.push('What was corrected after that is not in this file: --online asks the log.');
  if (online?.status === 'unreachable') lines.push(`The log could not be asked: ${online.reason}.`);
  if (online?.status === 'quorum-not-met')
    lines.push('Too few witnesses have signed what the log shows now: it may show others something else.');
  if (online?.status === 'followed')
    lines.push(`The log has ${online.size} entries now, and these are still among them${since(online)}.`);
  return lines;
}

const asOf = ({ asOf: time, ...proven }: Proven): string =>
  time === null ? ', by the log’s word alone' : `, as of ${moment(time)} (${witnesses(proven)})`;

const witnesses = ({ cosignatures }: Pick<Proven, 'cosignatures'>): string =>
  cosignatures.length
    ? `witnesses: ${cosignatures.map(({ witness, time }) => `${witness} at ${moment(time)}`).join(', ')}`
    : 'no witness';

const since = ({ asOf: time }: { readonly asOf: number | null }): string =>
  time === null ? '' : `, as of ${moment(time)}`;
