/** What an account rests on, as its own sentences say: the leak, study, witness, document, statement or data behind it. */
import { CodePoints, type Span } from '../code-points.ts';
import { namesOf } from '../matching/names.ts';
import type { Article, Attribution, Sentence } from '../types.ts';
import { materialIn } from './material.ts';
import { testimonyIn } from './testimony.ts';

export interface Upstream {
  readonly kind: 'leak' | 'study' | 'witness' | 'document' | 'statement' | 'dataset' | 'broadcast';
  /** What the text calls it: "leaked audit of the harbour authority, obtained by the Daily Ledger". */
  readonly description: string;
  /** Who obtained, published, made or gave it, as the text has it; null when it does not say. */
  readonly holder: string | null;
  /** Folded words of the names in its sentence: what tells two leaks about different things apart. */
  readonly names: readonly string[];
  /** In code points of the canonical text; the description stands in it. */
  readonly span: Span;
}

/** In UTF-16 units of the sentence. */
export interface FoundEvidence {
  readonly kind: Upstream['kind'];
  readonly start: number;
  readonly end: number;
  readonly holder: string | null;
}

/** Nobody writes a longer sentence; such lines are tables or data. */
const LONGEST_SENTENCE = 2000;
const OWN_NAME =
  /^(?:this|our) (?:newspaper|paper|website|site|magazine|programme|broadcaster|news organi[sz]ation|outlet)$|^us$/iu;

/**
 * `attributions` are parallel to the article's sentences. Evidence in reading order, each mention once; page furniture
 * and captions are not read. "This newspaper" is the article's publisher.
 */
export function upstreamOf(article: Article, attributions: readonly Attribution[]): Upstream[] {
  return article.sentences.flatMap((sentence, position) => {
    if (!['headline', 'standfirst', 'body'].includes(sentence.label)) return [];
    if (sentence.end - sentence.start > LONGEST_SENTENCE) return [];
    const speaker = attributions[position]?.chain.find(({ role }) => role === 'speaker')?.name ?? null;
    const found = [...materialIn(sentence.text), ...testimonyIn(sentence.text, speaker)];
    return withoutOverlap(found).map((evidence) => located(article, sentence, evidence));
  });
}

function located(article: Article, sentence: Sentence, evidence: FoundEvidence): Upstream {
  const { kind, start, end, holder } = evidence;
  const inSentence = new CodePoints(sentence.text).spanOf(start, end);
  return {
    kind,
    description: sentence.text.slice(start, end).replaceAll(/\s+/g, ' '),
    holder: holder !== null && OWN_NAME.test(holder) ? article.publisher : holder,
    names: [...new Set(namesOf(sentence.text).flatMap(({ words, isCertain }) => (isCertain ? words : [])))],
    span: { start: sentence.start + inSentence.start, end: sentence.start + inSentence.end },
  };
}

/** The one that names its holder is kept, then the longer. */
function withoutOverlap(found: readonly FoundEvidence[]): FoundEvidence[] {
  const kept: FoundEvidence[] = [];
  const best = found.toSorted(
    (a, b) => Number(b.holder !== null) - Number(a.holder !== null) || b.end - b.start - (a.end - a.start),
  );
  for (const evidence of best)
    if (kept.every(({ start, end }) => evidence.end <= start || evidence.start >= end)) kept.push(evidence);
  return kept.sort((a, b) => a.start - b.start);
}
