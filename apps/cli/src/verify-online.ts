/** What the log says today about entries that a proof file holds. */
import {
  follow,
  logAt,
  Malformed,
  nodeCrypto,
  openCheckpoint,
  Unreachable,
  type FollowedEntry,
  type Policy,
  type Proven,
} from '#transparency-log';

export type Online =
  | {
      readonly status: 'followed';
      readonly size: number;
      /** Seconds since 1970; null when the policy asks for no witness. */
      readonly asOf: number | null;
      /** What happened since to the report and the claims it rests on, oldest first. */
      readonly later: readonly FollowedEntry[];
    }
  | { readonly status: 'quorum-not-met' }
  | { readonly status: 'invalid'; readonly reason: string; readonly where: string }
  | { readonly status: 'unreachable'; readonly reason: string };

/** Reads on from the proof's checkpoint to the log's present one: the same log, gone on, and with what. */
export async function askTheLog(proven: Proven, policy: Policy): Promise<Online> {
  const url = policy.logs.find(({ key, url: at }) => key.name === proven.origin && at)?.url;
  if (!url) return { status: 'unreachable', reason: `the policy has no address for ${proven.origin}` };
  const read = logAt(url);
  try {
    const now = await read('checkpoint');
    if (!now) throw new Unreachable(`${url} has no checkpoint`);
    const head = await openCheckpoint(Buffer.from(now).toString('utf8'), policy, nodeCrypto);
    if (!head.quorum) return { status: 'quorum-not-met' };
    const streams = new Set(proven.entries.map(({ stream }) => stream));
    const later: FollowedEntry[] = [];
    for await (const entry of follow(read, proven, head)) if (streams.has(entry.stream)) later.push(entry);
    return { status: 'followed', size: head.size, asOf: head.asOf, later };
  } catch (error) {
    if (error instanceof Unreachable) return { status: 'unreachable', reason: error.message };
    if (!(error instanceof Malformed)) throw error;
    return { status: 'invalid', reason: error.reason, where: `the log at ${url}, ${error.where}` };
  }
}
