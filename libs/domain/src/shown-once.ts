/** Reviewers do not see each other's verdict, so they pin the same passages: readers are shown, and told of, each once. */
import { dayOf, passagesOf, type Evidence, type Passage } from './evidence.ts';

/** In the order of the first to bring it up. */
export function eachOnce(evidence: readonly Evidence[]): Evidence[] {
  const alike = new Map<string, Evidence[]>();
  for (const item of evidence) alike.set(keyOf(item), [...(alike.get(keyOf(item)) ?? []), item]);
  return [...alike.values()].flatMap(together);
}

/** Readers are told the day of a search or an answer, so two of one day look the same to them. */
function keyOf(item: Evidence): string {
  switch (item.kind) {
    case 'passage':
      return JSON.stringify([item.stance, item.passage.versionId, item.passage.start, item.passage.end]);
    case 'search':
      return JSON.stringify([item.where, item.query, dayOf(item.searchedAt), item.result]);
    case 'reply': {
      const { whom, way, answer, answeredAt } = item;
      const days = [dayOf(item.askedAt), answeredAt && dayOf(answeredAt)];
      return JSON.stringify([whom, way, ...days, answer]);
    }
  }
}

/** What was answered to one passage or reply in different words is all kept, and that somebody found a denial in it. */
function together(alike: readonly Evidence[]): Evidence[] {
  const [first] = alike;
  if (first?.kind === 'passage') {
    const passages = passagesOf(alike);
    const denial = passages.some((item) => item.denial);
    return [{ ...first, denial, answer: eachSaid(passages.map(({ answer }) => answer)) }];
  }
  if (first?.kind === 'reply') {
    const replies = alike.filter((item) => item.kind === 'reply');
    const denial = replies.some((item) => item.denial);
    const response = eachSaid(replies.map((item) => item.response));
    return [{ ...first, denial, ...(response !== null && { response }) }];
  }
  return alike.slice(0, 1);
}

/** Null: nobody said anything. */
const eachSaid = (texts: readonly (string | null | undefined)[]): string | null =>
  [...new Set(texts.filter((text) => text?.trim()))].join('\n\n') || null;

/** Spans of one version that overlap are one place in it, however exactly each reviewer marked it. */
export function countPlaces(passages: readonly Passage[]): number {
  const ends = new Map<string, number>();
  let count = 0;
  for (const { versionId, start, end } of passages.toSorted((a, b) => a.start - b.start)) {
    const reached = ends.get(versionId) ?? 0;
    if (start >= reached) count += 1;
    ends.set(versionId, Math.max(reached, end));
  }
  return count;
}
