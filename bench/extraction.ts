/**
 * Sentences per second of the whole extraction, on one core, against wink-nlp's full pipe (sentences, negation,
 * sentiment, parts of speech, entities) on the same texts. Both sides in one run, taking turns, either one first as often.
 */
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
import { findClaims, sentences } from '#extraction';
import { goldTexts } from './eval/gold.ts';

const TURNS = 15;
/** Not counted: until then the compiler is still at work. */
const WARM_UP = 5;
/** Texts a turn: long enough for the clock, short enough that both sides meet the same noise. */
const ROUNDS_A_TURN = 6;

const texts = goldTexts('development').map(({ text }) => text);
const sentenceCount = texts.reduce((sum, text) => sum + sentences(text).length, 0) * ROUNDS_A_TURN;
const wink = winkNLP(model);

/** Every read leaves a number behind, so that no work can be left out as unused. */
const sides = {
  ours: (text: string): number => findClaims(text).length,
  wink: (text: string): number => wink.readDoc(text).sentences().length(),
};
type Side = keyof typeof sides;

let kept = 0;
/** Milliseconds. */
function timed(side: Side): number {
  const began = performance.now();
  for (let round = 0; round < ROUNDS_A_TURN; round++) for (const text of texts) kept += sides[side](text);
  return performance.now() - began;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const times: Record<Side, number[]> = { ours: [], wink: [] };
for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
  const order: Side[] = turn % 2 ? ['wink', 'ours'] : ['ours', 'wink'];
  for (const side of order) {
    const time = timed(side);
    if (turn >= WARM_UP) times[side].push(time);
  }
}

const perSecond = (side: Side): number => Math.round((1000 * sentenceCount) / median(times[side]));
const ratio = median(times.ours.map((ours, turn) => (times.wink[turn] ?? 0) / ours));
console.log(
  `${texts.length} texts, ${sentenceCount / ROUNDS_A_TURN} sentences, ${TURNS} turns (${kept} results)`,
);
console.log(`ours: ${perSecond('ours')} sentences/s`);
console.log(`wink-nlp, full pipe: ${perSecond('wink')} sentences/s`);
console.log(`ratio: ${ratio.toFixed(2)}`);
