/**
 * Sentences per second of the whole extraction, on one core, against wink-nlp's full pipe (sentences, negation,
 * sentiment, parts of speech, entities) on the same texts. Both sides in one run, taking turns, either one first as often;
 * both warm, and every text new to both: names and numbers are others in each round, since a desk's next document is one
 * it has not seen, and both sides remember words.
 */
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
import { extractClaims, labelText } from '#extraction';
import { goldTexts, type GoldText } from './eval/gold.ts';
import { renewed } from './renewed-text.ts';

const TURNS = 15;
/** Not counted: until then the compiler is still at work. */
const WARM_UP = 5;
/** Texts a turn: long enough for the clock, short enough that both sides meet the same noise. */
const ROUNDS_A_TURN = 2;

const articles = goldTexts('development');
const wink = winkNLP(model);

/** Lines labelled, sentences, attribution, figures, scores, claims, credits: all that is done to a document that comes in. */
function extraction({ text, title, publisher, publishedAt, language }: GoldText) {
  return extractClaims({ text, regions: labelText(text), title, publisher, publishedAt, language });
}

/** Every read leaves a number behind, so that no work can be left out as unused. */
const sides = {
  ours: (article: GoldText): number => extraction(article).claims.length,
  wink: ({ text }: GoldText): number => wink.readDoc(text).sentences().length(),
};
type Side = keyof typeof sides;

let kept = 0;
/** Milliseconds. */
function timed(side: Side, texts: readonly GoldText[]): number {
  const began = performance.now();
  for (const article of texts) kept += sides[side](article);
  return performance.now() - began;
}

const textsOf = (turn: number): GoldText[] =>
  Array.from({ length: ROUNDS_A_TURN }, (_, round) =>
    articles.map((article) => ({ ...article, text: renewed(article.text, turn * ROUNDS_A_TURN + round) })),
  ).flat();

const sentenceCount = articles.reduce((sum, article) => sum + extraction(article).sentences.length, 0);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const times: Record<Side, number[]> = { ours: [], wink: [] };
for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
  const order: Side[] = turn % 2 ? ['wink', 'ours'] : ['ours', 'wink'];
  const texts = textsOf(turn);
  for (const side of order) {
    const time = timed(side, texts);
    if (turn >= WARM_UP) times[side].push(time);
  }
}

const perSecond = (side: Side): number =>
  Math.round((1000 * ROUNDS_A_TURN * sentenceCount) / median(times[side]));
const ratio = median(times.ours.map((ours, turn) => (times.wink[turn] ?? 0) / ours));
console.log(`${articles.length} texts, ${sentenceCount} sentences, ${TURNS} turns (${kept} results)`);
console.log(`ours: ${perSecond('ours')} sentences/s`);
console.log(`wink-nlp, full pipe: ${perSecond('wink')} sentences/s`);
console.log(`ratio: ${ratio.toFixed(2)}`);
