/**
 * Lines that pages put between paragraphs and that the few pages of the benchmark hardly show: invented, in the general
 * vocabulary of the web. Training sets them into the articles, so that the classifier knows them by their words.
 */
import { readFileSync } from 'node:fs';

const SITES = [
  'The Harbour Post',
  'Northvale News',
  'Daily Lantern',
  'Metro Courier',
  'the Tribune',
  'The Weekly',
];

/** In parts, each under "# kind: name"; {site}, {n}, {money} and {year} are blanks to fill. */
const parts = readFileSync('bench/eval/invented-furniture.txt', 'utf8').trim().split('\n\n');

const linesOf = (kind: string): string[] =>
  parts.filter((part) => part.split('\n')[0] === `# ${kind}`).flatMap((part) => part.split('\n').slice(1));

const LINES = parts
  .filter((part) => part.startsWith('# line: '))
  .flatMap((part) => part.split('\n').slice(1));
const COMMENTS = linesOf('comment');
const COMMENT_NAMES = linesOf('comment: names');
const COMMENT_MARKS = linesOf('comment: marks');
const HEADINGS = linesOf('links: headings');
const HEADLINES = linesOf('links: headlines');

const oneOf = (lines: readonly string[], random: () => number): string =>
  lines[Math.floor(random() * lines.length)] ?? '';

export const inventedLine = (random: () => number): string => filled(oneOf(LINES, random), random);

/** A list of links to other articles, under a heading of its own. */
export function inventedLinks(random: () => number): string[] {
  const count = 2 + Math.floor(random() * 5);
  const links = Array.from({ length: count }, () => filled(oneOf(HEADLINES, random), random));
  return [filled(oneOf(HEADINGS, random), random), ...links];
}

/** What readers wrote under an article; with or without a heading that says so. */
export function inventedComments(random: () => number): string[] {
  const count = 1 + Math.floor(random() * 6);
  const comments = Array.from({ length: count }, () => [
    filled(oneOf(COMMENT_NAMES, random), random),
    filled(oneOf(COMMENT_MARKS, random), random),
    filled(oneOf(COMMENTS, random), random),
  ]).flat();
  return random() < 0.7 ? [filled(`{n} comments`, random), ...comments] : comments;
}

export function filled(line: string, random: () => number): string {
  const upTo = (n: number): number => Math.floor(random() * n);
  return line
    .replaceAll('{site}', oneOf(SITES, random))
    .replaceAll('{n}', String(2 + upTo(60)))
    .replaceAll('{money}', `${'£$€'[upTo(3)] ?? '£'}${1 + upTo(12)}`)
    .replaceAll('{year}', String(1900 + upTo(125)));
}
