/** What puts an outcome in question, and what readers challenge: aggregates of one row, whose columns are the state. */
import type { EntityManager } from 'typeorm';
import type { Challenge, Rereview } from '#domain';
import { stateOf } from './document-store.ts';
import { ChallengeRow, RereviewRow } from './rows/rereview.rows.ts';
import type { RowState } from './save.ts';

export const loadRereview = async (_: EntityManager, __: string, row: RereviewRow): Promise<Rereview> =>
  stateOf(row);
export const loadChallenge = async (_: EntityManager, __: string, row: ChallengeRow): Promise<Challenge> =>
  stateOf(row);

export const rereviewRows = ({ id, ...values }: Rereview): RowState[] => [
  { entity: RereviewRow, key: { id }, values },
];
export const challengeRows = ({ id, ...values }: Challenge): RowState[] => [
  { entity: ChallengeRow, key: { id }, values },
];
