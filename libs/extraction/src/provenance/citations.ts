/** One document that cites the other's publisher: what it passes on is the other's account, whatever that rests on. */
import { isSameSource } from './same-source.ts';
import type { OriginDocument, OriginProposal } from './origins.ts';

/** A sentence that names the outlet, not a credit for the text. */
const CITED = 700;

/** Of two documents of one story, in their order; null when neither cites the other's publisher. */
export function proposeCitation(a: OriginDocument, b: OriginDocument): OriginProposal | null {
  if (isSameSource(a.publisher, b.publisher)) return null;
  const [cited, citedBack] = [citationsOf(a, b), citationsOf(b, a)];
  const [from, to] = cited.length ? [a, b] : [b, a];
  const [first] = [...cited, ...citedBack];
  if (!first) return null;
  const spans = (mentions: typeof cited) => mentions.map(({ span }) => span);
  return {
    kind: 'shared-upstream',
    documents: [a.id, b.id],
    reason: `${from.publisher ?? from.id} cites ${to.publisher ?? to.id}: “${first.description.replace(/\.$/, '')}”.`,
    evidence: [spans(cited), spans(citedBack)],
    score: CITED,
  };
}

/** What a document has from the other's publisher: its reports, what it obtained, what people told it. */
const citationsOf = (
  { upstream }: OriginDocument,
  { publisher }: OriginDocument,
): OriginDocument['upstream'] => upstream.filter(({ holder }) => isSameSource(holder, publisher));
