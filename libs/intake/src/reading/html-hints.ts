/** From the markup, the titles and the article found, the part that each line of a page plays. */
import type { RegionLabel } from '#extraction';
import type { PageLine } from './html-lines.ts';

/** Bylines and dates are short; what is longer only stands beside one. */
const METADATA_LENGTH_MAX = 160;
/** A headline in small type that only equals the title by chance is a menu item. */
const TITLE_LENGTH_MIN = 12;
/** Lines between the headline and the standfirst: a date, a byline. */
const STANDFIRST_WITHIN = 3;

/**
 * @param inArticle for each line; null when no article was found, and then the rest is left open
 * @param titles what the page calls itself
 */
export function hintsFor(
  lines: readonly PageLine[],
  inArticle: readonly boolean[] | null,
  titles: readonly string[],
): (RegionLabel | null)[] {
  const headline = headlineOf(lines, inArticle, titles);
  return lines.map((line, i) => {
    if (i === headline) return 'headline';
    if (line.role === 'caption') return 'caption';
    if (line.role === 'metadata' && line.text.length <= METADATA_LENGTH_MAX) return 'metadata';
    if (isStandfirst(line, i - headline, headline >= 0)) return 'standfirst';
    if (!inArticle) return null;
    return inArticle[i] ? 'body' : 'boilerplate';
  });
}

const isStandfirst = ({ role }: PageLine, distance: number, hasHeadline: boolean): boolean =>
  hasHeadline && role === 'standfirst' && distance > 0 && distance <= STANDFIRST_WITHIN;

/** The line that best fits the title, or the only first-degree heading; -1 for none. */
function headlineOf(
  lines: readonly PageLine[],
  inArticle: readonly boolean[] | null,
  titles: readonly string[],
): number {
  const wanted = titles.map(bare).filter((title) => title.length >= TITLE_LENGTH_MIN);
  const firstBody = inArticle?.findIndex((inside, i) => inside && lines[i]?.role === null) ?? -1;
  const ranks = lines.map((line, i) => {
    const text = bare(line.text);
    const fits = wanted.some((title) => title === text) ? 4 : fitsPart(wanted, text) ? 3 : 0;
    if (line.role === 'heading') return fits + 2;
    // Below the article the same words are a link to it.
    return fits > 0 && (firstBody < 0 || i <= firstBody) ? fits : 0;
  });
  const headings = ranks.filter((rank) => rank === 2).length;
  const best = Math.max(0, ...ranksIn(ranks));
  // Without a title to compare, one of several headings is as good as any: the site's name is often one.
  if (best === 0 || (best === 2 && headings > 1)) return -1;
  return ranks.indexOf(best);
}

/** Math.max takes its arguments from the stack, and a page may have a million lines. */
const ranksIn = (ranks: readonly number[]): Set<number> => new Set(ranks);

/** The title is the headline with the site's name before or behind. */
const fitsPart = (titles: readonly string[], text: string): boolean =>
  text.length >= TITLE_LENGTH_MIN && titles.some((title) => title.startsWith(text) || title.endsWith(text));

const bare = (text: string): string =>
  text
    .slice(0, 1_000)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
