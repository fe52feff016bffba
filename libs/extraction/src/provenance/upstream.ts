/**
 * What an account rests on, as its own sentences say: the leak, study, witness, document, statement or data behind it, or what
 * another outlet reported.
 */
import type { Voice } from '../attribution/attribute.ts';
import { CodePoints, type Span } from '../code-points.ts';
import { certainWords, namesOf } from '../matching/names.ts';
import type { Article, AttributionLink, RegionLabel, Sentence, SpeakerKind } from '../types.ts';
import { creditsOf, type Credit } from './credits.ts';
import { isOnLeakedTexts } from './evidence-words.ts';
import { materialIn } from './material.ts';
import { isSameSource } from './same-source.ts';
import { FOREIGN_TITLE } from './source-names.ts';
import { testimonyIn } from './testimony.ts';

export interface Upstream {
  readonly kind: 'leak' | 'study' | 'witness' | 'document' | 'statement' | 'dataset' | 'broadcast' | 'report';
  /** What the text calls it: "leaked audit of the harbour authority, obtained by the Daily Ledger". */
  readonly description: string;
  /** Who obtained, published, made or gave it, as the text has it; null when it does not say. */
  readonly holder: string | null;
  /**
   * Folded words of names: a witness's own, else those of the sentence but for this mention of the holder, which tell two
   * leaks about two things apart.
   */
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
  /** Whose account it is; null when the text does not name the person, left out when it is no account. */
  readonly witness?: string | null;
}

const READ: readonly RegionLabel[] = ['headline', 'standfirst', 'body'];
/** Nobody writes a longer sentence; such lines are tables or data. */
const LONGEST_SENTENCE = 2000;
const OWN_NAME =
  /^(?:this|our) (?:newspaper|paper|website|site|magazine|programme|broadcaster|news organi[sz]ation|outlet)$|^us$/iu;

/**
 * `voices` are those of the article's sentences. Evidence in reading order, each mention once; page furniture
 * and captions are not read. "This newspaper" is the article's publisher, or the outlet that it credits for its text.
 */
export function upstreamOf(
  article: Article,
  voices: readonly Voice[],
  credits: readonly Credit[] = creditsOf(article),
): Upstream[] {
  const reprinted = credits.find(({ kind }) => kind === 'first-appeared' || kind === 'syndicated');
  const outlet = reprinted?.source ?? article.publisher;
  let isLeakStory: boolean | null = null;
  const isOnLeak = (): boolean => (isLeakStory ??= isOnLeakedTexts(textOf(article)));
  const upstream: Upstream[] = [];
  for (const { sentence, attribution } of voices) {
    if (!READ.includes(sentence.label) || sentence.end - sentence.start > LONGEST_SENTENCE) continue;
    const { chain } = attribution;
    const speaker = chain.find(({ role }) => role === 'speaker')?.name ?? null;
    const found = withoutOverlap([
      ...materialIn(sentence.text, isOnLeak),
      ...testimonyIn(sentence.text, speaker),
    ]);
    const reports = reportsIn(sentence, chain).filter(
      (report) =>
        !isSameSource(report.holder, article.publisher) &&
        found.every(({ holder }) => !isSameSource(holder, report.holder)),
    );
    for (const evidence of found) upstream.push(located(outlet, sentence, evidence));
    for (const evidence of reports) upstream.push(located(outlet, sentence, evidence));
  }
  return upstream;
}

const textOf = ({ sentences }: Article): string =>
  sentences.flatMap(({ label, text }) => (READ.includes(label) ? [text] : [])).join('\n');

/** Bodies that say it or pass it on, and are perhaps another document's publisher: "the Observer Weekly reported". */
const reportsIn = ({ text, start, end }: Sentence, chain: readonly AttributionLink[]): FoundEvidence[] =>
  chain.flatMap(({ role, name, kind, span }): FoundEvidence[] => {
    const isHere = role !== 'outlet' && span !== null && span.start >= start && span.end <= end;
    if (!isHere || !/\p{Lu}/u.test(name) || !(BODIES.has(kind) || FOREIGN_TITLE.test(name))) return [];
    return [{ kind: 'report', start: 0, end: (TO_SHOW.exec(text)?.[0] ?? text).length, holder: name }];
  });

/** Of a long sentence its beginning, in whole words. */
const TO_SHOW = /^.{1,240}(?!\S)/su;
const BODIES: ReadonlySet<SpeakerKind> = new Set(['organisation', 'government', 'outlet']);

function located(outlet: string | null, sentence: Sentence, evidence: FoundEvidence): Upstream {
  const { kind, start, end, holder, witness } = evidence;
  const phrase = sentence.text.slice(start, end);
  const unheld = holder === null ? phrase : phrase.replace(holder, 'somebody');
  const around = `${sentence.text.slice(0, start)}${unheld}${sentence.text.slice(end)}`;
  const names = namesOf(witness === undefined ? around : `of ${witness ?? ''}`);
  const inSentence = new CodePoints(sentence.text).spanOf(start, end);
  return {
    kind,
    description: phrase.replaceAll(/\s+/g, ' '),
    holder: holder === null ? null : resolved(holder, outlet),
    names: [...certainWords(names)],
    span: { start: sentence.start + inSentence.start, end: sentence.start + inSentence.end },
  };
}

/** "This newspaper" and "the Ledger" are the Daily Ledger in its own pages. */
function resolved(holder: string, outlet: string | null): string | null {
  if (OWN_NAME.test(holder)) return outlet;
  return outlet?.toLowerCase().endsWith(` ${holder.toLowerCase()}`) ? outlet : holder;
}

/** The one that names its holder is kept, then the longer. */
function withoutOverlap(found: readonly FoundEvidence[]): readonly FoundEvidence[] {
  if (found.length < 2) return found;
  const kept: FoundEvidence[] = [];
  const best = found.toSorted(
    (a, b) => Number(b.holder !== null) - Number(a.holder !== null) || b.end - b.start - (a.end - a.start),
  );
  for (const evidence of best)
    if (kept.every(({ start, end }) => evidence.end <= start || evidence.start >= end)) kept.push(evidence);
  return kept.sort((a, b) => a.start - b.start);
}
