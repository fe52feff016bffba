/** Whether documents contradict each other in a claim's figures: the sheets say so, and routing and priority ask. */
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { figureSheets, quotationsIn, type FigureOccurrence } from '#extraction';
import { readMatchedClaims, readOccurrenceFigures, type OccurrenceFigures } from '#workflow';
import type { Person } from './authentication.ts';

/** Among the documents of the claim and of those that may be one with it. */
export async function hasFigureConflict(db: DataSource, actor: Person, claimId: string): Promise<boolean> {
  const occurrences = await inWorkspace(db, actor.workspaceId, async (tx) =>
    readOccurrenceFigures(tx, actor, await readMatchedClaims(tx, actor, claimId)),
  );
  return figureSheets(occurrences.flatMap(figuresOf)).some(
    ({ relation, rows }) => relation === 'contradict' && rows.some((row) => row.claimId === claimId),
  );
}

export const figuresOf = ({ figures, exact, ...about }: OccurrenceFigures): FigureOccurrence[] =>
  figures.map((figure) => ({ ...about, figure, sentence: exact, quotes: quotationsIn(exact) }));
