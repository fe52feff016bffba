/**
 * Who says it, on news that others annotated: each sentence's speaker against the source of what it mostly consists of.
 * There what people want, know or do not mention is theirs as well ("Doe supports the bill"); with us it is the outlet's
 * report, so recall only shows which way it goes.
 */
import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { CodePoints, type Span } from '../../libs/extraction/src/code-points.ts';
import { sentencesIn } from '../../libs/extraction/src/sentences.ts';
import type { Article, Attribution, Sentence } from '../../libs/extraction/src/types.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { markedArticles, type MarkedArticle, type MarkedAttribution } from './polnear.ts';
import { sameSpeaker } from './same-speaker.ts';

export const evaluation: Evaluation = { name: 'news-speakers', run: measured };

type Outcome = 'right' | 'wrong' | 'missed' | 'invented' | 'own voice' | 'pronoun given' | 'pronoun missed';

interface Compared {
  /** What the article says it with: "said", "according to". */
  readonly cue: string;
  readonly outcome: Outcome;
}

/** Sentences of which at least this share is somebody's words are theirs; of which at most that, the outlet's. */
const ATTRIBUTED = 0.5;
const OWN = 0.1;
/** The commonest words of speech, whatever our own lists have. */
const SPEECH =
  /\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|wr(?:ite|ites|ote|itten|iting)|according|(?:add|ask|announc|argu|claim|explain|not|report|warn|insist|continu)(?:e?s|e?d|ing)?)\b/i;
const PRONOUN =
  /^(?:he|she|they|it|who|which|that|we|i|you|his|her|their|my|our|him|them|me|us|himself|herself|themselves|those|these|this|both|all|others?|some|many|one)$/i;

function compare(marked: MarkedArticle): Compared[] {
  const article = articleOf(marked);
  const textAt = (span: Span | null | undefined): string | null =>
    span ? marked.text.slice(span.start, span.end) : null;
  return voicesIn(article).flatMap(({ sentence, attribution: found }): Compared[] => {
    if (sentence.label !== 'body') return [];
    const start = article.points.unitOf(sentence.start);
    const span = { start, end: start + sentence.text.length };
    const shares = marked.attributions.map((one) => shareOf(span, one));
    const most = Math.max(0, ...shares);
    const of = most >= ATTRIBUTED ? marked.attributions[shares.indexOf(most)] : undefined;
    if (!of && most > OWN) return [];
    // Somebody unnamed said it: nobody can be right or wrong.
    if (of && !of.source) return [];
    return [{ cue: textAt(of?.cue) ?? '', outcome: outcomeOf(textAt(of?.source), found) }];
  });
}

/** Of the sentence, what is neither source nor cue: how much of it is the content. */
function shareOf({ start, end }: Span, { content, source, cue }: MarkedAttribution): number {
  const inside = (span: Span | null): number =>
    span ? Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)) : 0;
  const said = content.reduce((sum, span) => sum + inside(span), 0);
  return said / Math.max(1, end - start - inside(source) - inside(cue));
}

function outcomeOf(source: string | null, { chain }: Attribution): Outcome {
  const names = chain.flatMap(({ role, name }) => (role === 'outlet' ? [] : [name]));
  const given = names.length > 0;
  if (source === null) return given ? 'invented' : 'own voice';
  if (PRONOUN.test(source)) return given ? 'pronoun given' : 'pronoun missed';
  if (!given) return 'missed';
  // Marked is the outermost of those through whom it came; we give the chain.
  return names.some((name) => sameSpeaker({ who: source, type: 'person' }, name)) ? 'right' : 'wrong';
}

function articleOf({ text }: MarkedArticle): Article {
  const points = new CodePoints(text);
  const headlineEnd = text.indexOf('\n');
  const sentences = sentencesIn(points).map((span): Sentence => {
    const unit = points.unitOf(span.start);
    return {
      ...span,
      text: points.slice(span.start, span.end),
      label: unit < headlineEnd ? 'headline' : 'body',
    };
  });
  return { points, regions: [], sentences, title: null, publisher: null, publishedAt: null, language: 'en' };
}

function measured(): Measured[] {
  const all = markedArticles('dev').flatMap(compare);
  const count = (...outcomes: Outcome[]): number =>
    all.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const share = (item: string, hits: number, of: number, wanted: number | null): Measured => ({
    item: `news speakers, ${item}`,
    dataSet: 'PolNeAR dev',
    figure: of === 0 ? 0 : hits / of,
    wanted: wanted === null ? null : { atLeast: wanted },
    counts: `${hits} of ${of}`,
  });
  const right = count('right');
  const spoken = all.filter(
    ({ cue, outcome }) => SPEECH.test(cue) && /^(?:right|wrong|missed)$/.test(outcome),
  );
  return [
    share('lenient precision', right, count('right', 'wrong'), 0.85),
    share("precision, the outlet's own counted", right, count('right', 'wrong', 'invented'), null),
    share('lenient recall, attitudes among them', right, count('right', 'wrong', 'missed'), null),
    share(
      'lenient recall, where a word of speech says it',
      spoken.filter(({ outcome }) => outcome === 'right').length,
      spoken.length,
      0.75,
    ),
    share('pronouns given a name', count('pronoun given'), count('pronoun given', 'pronoun missed'), null),
    share("the outlet's own given a speaker", count('invented'), count('invented', 'own voice'), null),
  ];
}
