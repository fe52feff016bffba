/** Reposts made from the benchmark's articles in six ways, and all pairs of different articles as what must not be found. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { copiesAmong, type DocumentBody } from '../../libs/extraction/src/provenance/copies.ts';
import { randomFrom } from '../../libs/extraction/src/learning/hash.ts';
import { DATA_DIR } from './data-folders.ts';
import type { Evaluation, Measured } from './evaluation.ts';

const DATA_SET = 'article bodies of article-extraction-benchmark, development half';
/** Shorter bodies are teasers of which 30 % is a sentence. */
const FEWEST_WORDS = 120;
const FURNITURE = [
  'Home | News | Sport',
  'Please enter your e-mail address to read on.',
  'Your password must have at least 8 characters.',
  'By clicking you agree to our terms of use and our privacy notice.',
  'Most read in this section',
];

const words = (text: string): string[] => text.split(/\s+/);
const firstShare = (text: string, share: number): string =>
  words(text)
    .slice(0, Math.floor(words(text).length * share))
    .join(' ');
const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+/);
const halfOf = (text: string): string[] =>
  sentencesOf(text).slice(0, Math.ceil(sentencesOf(text).length / 2));

type Alteration = (text: string, other: string, random: () => number) => string;
const ALTERATIONS: Record<string, Alteration> = {
  'in other page furniture': (text) => ['LOCAL NEWS', text, ...FURNITURE].join('\n'),
  'first 60 %': (text) => firstShare(text, 0.6),
  'first 30 %': (text) => firstShare(text, 0.3),
  '10 % of words edited': (text, _other, random) =>
    words(text)
      .map((word) => (random() < 0.1 ? (random() < 0.5 ? '' : 'notably') : word))
      .join(' '),
  '30 % of sentences dropped, new lead': (text, _other, random) =>
    `Reporters said on Sunday that this was developing. ${sentencesOf(text)
      .filter(() => random() > 0.3)
      .join(' ')}`,
  'halves of two articles merged': (text, other) => [...halfOf(text), ...halfOf(other)].join(' '),
};

export const evaluation: Evaluation = {
  name: 'reposts',
  run() {
    const articles = readArticles();
    const perAlteration = Object.entries(ALTERATIONS).map(([name, alter]) => reposts(name, alter, articles));
    const found = perAlteration.reduce((sum, { found: count }) => sum + count, 0);
    const made = perAlteration.length * articles.length;
    const recall: Measured = {
      item: 'reposts, recall over all alterations',
      dataSet: DATA_SET,
      figure: found / made,
      wanted: { atLeast: 0.98 },
      counts: `${found} of ${made}`,
    };
    return [...perAlteration.map(({ measured }) => measured), recall, falsePairs(articles)];
  },
};

function readArticles(): DocumentBody[] {
  const file = path.join(DATA_DIR, 'article-extraction-benchmark/ground-truth.json');
  // The benchmark's own file; a page without a body has an empty string.
  const truth = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { articleBody: string }>;
  return Object.entries(truth)
    .map(([id, { articleBody }]) => ({ id, text: articleBody, publisher: null, publishedAt: '2020-01-01' }))
    .filter(({ text }) => words(text).length > FEWEST_WORDS);
}

/** Every article beside all altered ones of this kind: a repost is found when it is laid to its own article. */
function reposts(
  name: string,
  alter: Alteration,
  articles: readonly DocumentBody[],
): { found: number; measured: Measured } {
  const random = randomFrom(11);
  const altered = articles.map((article, i): DocumentBody => {
    const other = articles[(i + 17) % articles.length]?.text ?? '';
    const text = alter(article.text, other, random);
    return { id: `repost of ${article.id}`, text, publisher: null, publishedAt: '2020-01-02' };
  });
  const copies = copiesAmong([...articles, ...altered]);
  const laid = new Set(copies.map(({ original, copy }) => `${original} > ${copy}`));
  const found = articles.filter(({ id }) => laid.has(`${id} > repost of ${id}`)).length;
  const measured: Measured = {
    item: `reposts, recall, ${name}`,
    dataSet: DATA_SET,
    figure: found / articles.length,
    wanted: null,
    counts: `${found} of ${articles.length}`,
  };
  return { found, measured };
}

function falsePairs(articles: readonly DocumentBody[]): Measured {
  const wrong = copiesAmong(articles).length;
  return {
    item: 'reposts, different articles taken for copies',
    dataSet: DATA_SET,
    figure: wrong,
    wanted: { atMost: 0 },
    counts: `${wrong} of ${(articles.length * (articles.length - 1)) / 2} pairs`,
  };
}
