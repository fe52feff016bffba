/** Attribution on the annotated texts, with their regions given: who says it, leniently matched. */
import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { sentencesIn } from '../../libs/extraction/src/sentences.ts';
import type { Article, Attribution, Sentence } from '../../libs/extraction/src/types.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { goldTexts, type GoldClaim, type GoldText, type TextSet } from './gold.ts';

export interface Compared {
  readonly claim: GoldClaim;
  readonly sentence: Sentence;
  readonly found: Attribution;
  readonly outcome: 'right' | 'wrong' | 'missed' | 'invented' | 'own voice';
}

/** Words that two names may share without meaning the same. */
const EMPTY = new Set(
  'the a an of for in at and by to on from who is its his her their with new local former'.split(' '),
);

export const evaluation: Evaluation = {
  name: 'attribution',
  run: () => [...measured('development'), ...measured('held-out')],
};

export function compare(gold: GoldText): Compared[] {
  const voices = voicesIn(articleOf(gold));
  return gold.claims.flatMap((claim) => {
    const voice = voices.find(({ sentence }) => holds(sentence, claim));
    if (!voice) return [];
    const { sentence, attribution: found } = voice;
    return [{ claim, sentence, found, outcome: outcomeOf(claim, found) }];
  });
}

/** A sentence has the claim when at least half of the quote's characters stand in it. */
const holds = (sentence: Sentence, { start, end }: GoldClaim): boolean =>
  2 * (Math.min(sentence.end, end) - Math.max(sentence.start, start)) >= end - start;

function outcomeOf({ attribution }: GoldClaim, { chain }: Attribution): Compared['outcome'] {
  const [first] = chain;
  const speaker = first?.role === 'speaker' ? first.name : null;
  if (attribution.who === null) return speaker === null ? 'own voice' : 'invented';
  if (speaker === null) return 'missed';
  const wanted = contentWords(attribution.who);
  return [...contentWords(speaker)].some((word) => wanted.has(word)) ? 'right' : 'wrong';
}

const contentWords = (name: string): Set<string> =>
  new Set(
    (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 && !EMPTY.has(word)),
  );

function measured(set: TextSet): Measured[] {
  const all = goldTexts(set).flatMap(compare);
  const count = (...outcomes: Compared['outcome'][]): number =>
    all.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const right = all.filter(({ outcome }) => outcome === 'right');
  const voices = goldTexts(set).flatMap((gold) => voicesIn(articleOf(gold)));
  const share = (item: string, part: number, whole: number, wanted: number | null): Measured => ({
    item: `attribution, ${item}`,
    dataSet: `${set} texts, regions given`,
    figure: whole === 0 ? 0 : part / whole,
    wanted: wanted === null ? null : { atLeast: wanted },
    counts: `${part} of ${whole}`,
  });
  return [
    share('lenient precision', right.length, count('right', 'wrong'), 0.85),
    share(
      "precision, the outlet's own claims counted",
      right.length,
      count('right', 'wrong', 'invented'),
      null,
    ),
    share('lenient recall', right.length, count('right', 'wrong', 'missed'), 0.75),
    share(
      'kind of the right speakers',
      right.filter(({ claim, found }) => found.chain[0]?.kind === claim.attribution.type).length,
      right.length,
      null,
    ),
    share(
      'mode of the right speakers',
      right.filter(({ claim, found }) => found.mode === claim.attribution.mode).length,
      right.length,
      null,
    ),
    share('parts of sentences', voices.filter(({ isPart }) => isPart).length, voices.length, null),
  ];
}

/** As the annotation labels its lines, so that only attribution is measured. */
export function articleOf({ text, title, publisher, publishedAt, language, lines }: GoldText): Article {
  const points = new CodePoints(text);
  const sentences = sentencesIn(points).map((span): Sentence => {
    const line = lines.find(({ start, end }) => start <= span.start && span.start < end);
    return { ...span, text: points.slice(span.start, span.end), label: line?.label ?? 'body' };
  });
  const regions = lines.map((line) => ({ ...line, score: 1000 }));
  return { points, regions, sentences, title, publisher, publishedAt, language };
}
