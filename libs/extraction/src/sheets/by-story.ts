/** Figures of one story each: what two documents say of two stories is no difference between them. */
import type { Figure } from '../types.ts';
import { storiesOf } from '../matching/stories.ts';
import { grouped } from './occurrence.ts';

interface Told {
  readonly documentId: string;
  readonly claimId: string;
  readonly publishedAt: string | null;
  /** The sentence of the claim. */
  readonly exact: string;
  readonly figures: readonly Figure[];
}

/**
 * Stories of several documents, in the order of their first. Documents are of one story by the names and figures in
 * the sentences of their claims, or by a claim that they share.
 */
export function byStory<T extends Told>(all: readonly T[]): T[][] {
  const stories = storiesOf(
    grouped(all, ({ documentId }) => documentId).flatMap((told) => {
      const [first] = told;
      if (!first) return [];
      const text = [...new Set(told.map(({ exact }) => exact))].join('\n');
      return [
        {
          id: first.documentId,
          text,
          figures: told.flatMap(({ figures }) => figures),
          publishedAt: first.publishedAt,
        },
      ];
    }),
  ).map(({ documents }) => new Set(documents));
  for (const sharing of grouped(all, ({ claimId }) => claimId))
    join(
      stories,
      sharing.map(({ documentId }) => documentId),
    );
  return stories
    .filter(({ size }) => size > 1)
    .map((documents) => all.filter(({ documentId }) => documents.has(documentId)));
}

/** Makes one story of those that hold these documents. */
function join(stories: Set<string>[], documents: readonly string[]): void {
  const [first, ...others] = stories.filter((story) => documents.some((id) => story.has(id)));
  for (const other of others) {
    for (const id of other) first?.add(id);
    stories.splice(stories.indexOf(other), 1);
  }
}
