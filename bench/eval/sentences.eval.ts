/** Sentence boundaries on the Golden Rules for English; a case counts when every sentence is right. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { sentencesIn } from '../../libs/extraction/src/sentences.ts';
import { DATA_DIR } from './data-folders.ts';
import type { Evaluation, Measured } from './evaluation.ts';

export const evaluation: Evaluation = {
  name: 'sentences',
  run(): Measured[] {
    const rules = goldenRules();
    return [
      measure('sentence boundaries', rules, ourSentences, { atLeast: 0.75 }),
      measure('sentence boundaries, bare Intl.Segmenter', rules, bareSegments, null),
    ];
  },
};

function measure(
  item: string,
  rules: readonly GoldenRule[],
  split: (text: string) => string[],
  wanted: Measured['wanted'],
): Measured {
  const right = rules.filter((rule) => tidy(split(rule.text)) === tidy(rule.sentences)).length;
  return {
    item,
    dataSet: 'Golden Rules, cases readable outside Ruby',
    figure: right / rules.length,
    wanted,
    counts: `${right} of ${rules.length}`,
  };
}

export function ourSentences(text: string): string[] {
  const points = new CodePoints(text);
  return sentencesIn(points).map(({ start, end }) => points.slice(start, end));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const bareSegments = (text: string): string[] =>
  text.split('\n').flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment));

const tidy = (sentences: readonly string[]): string =>
  JSON.stringify(sentences.map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim()).filter(Boolean));

export interface GoldenRule {
  readonly text: string;
  readonly sentences: readonly string[];
}

/** The cases of the Ruby specification of which the strings mean the same in JavaScript. */
export function goldenRules(): GoldenRule[] {
  const spec = readFileSync(path.join(DATA_DIR, 'golden-rules-sbd/english_spec.rb'), 'utf8');
  const string = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
  const testCase = new RegExp(
    String.raw`Segmenter\.new\(text: (${string}), language: "en"\)\s*\n\s*expect\(ps\.segment\)\.to eq\((\[[\s\S]*?\])\)\s*\n`,
    'g',
  );
  return [...spec.matchAll(testCase)].flatMap(([, text = '', list = '']) => {
    const sentences = (list.match(new RegExp(string, 'g')) ?? []).map(unquoted);
    const plain = unquoted(text);
    return plain === null || sentences.includes(null)
      ? []
      : [{ text: plain, sentences: sentences.filter((sentence) => sentence !== null) }];
  });
}

/** null for what Ruby writes otherwise. */
function unquoted(literal: string): string | null {
  if (literal.startsWith("'")) return literal.slice(1, -1).replaceAll(String.raw`\'`, "'");
  try {
    return String(JSON.parse(literal.replaceAll(String.raw`\'`, "'")));
  } catch {
    return null;
  }
}
