/**
 * In place of libs/database/src/log.ts and ballots.ts, for the side of `append.ts` that keeps no log: nothing is
 * hashed, nothing is sent, and the heads of streams stay what they were.
 */
import type * as ballots from '../../libs/database/src/ballots.ts';
import type * as log from '../../libs/database/src/log.ts';
import { sendTogether } from '../../libs/database/src/prepared.ts';

export const LAST_APPENDED: log.EntryId = '1';
export const linkToStreams: typeof log.linkToStreams = (_tx, streams) =>
  streams.map(({ head }) => ({ head, entries: [] }));
export const append: typeof log.append = async (tx, _workspaceId, streams, saves) => ({
  lastEntryIds: streams.map(() => '1'),
  saved: await sendTogether(tx, saves),
});
export const ballotOf: typeof ballots.ballotOf = () => null;

const unused = () => {
  throw new Error('there is no log here');
};
export const isErased = (opening: object): opening is log.ErasedOpening => 'remains' in opening;
export const readEntry: typeof log.readEntry = unused;
export const holdBallot: typeof ballots.holdBallot = unused;
export const ballotChange: typeof ballots.ballotChange = unused;
