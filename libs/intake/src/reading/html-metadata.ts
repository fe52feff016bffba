/** What a page states about itself: JSON-LD first, then its meta elements, then its markup. */
import { calendarDate, languageTag, shortText } from './metadata-values.ts';
import type { ReadMetadata } from './reading.ts';
import { linkedData } from './linked-data.ts';

export interface PageMetadata extends ReadMetadata {
  /** Everything the page calls its title, site names included. */
  readonly titles: readonly string[];
  /** The page says that not everybody may read all of it. */
  readonly behindPayment: boolean;
}

const TITLE_NAMES = ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'parsely-title'];
const SITE_NAMES = ['og:site_name', 'application-name', 'dc.publisher', 'dcterms.publisher'];
const AUTHOR_NAMES = ['author', 'article:author', 'dc.creator', 'dcterms.creator', 'parsely-author', 'byl'];
/** Of the first publication; dates of changes and of the page view are none. */
const DATE_NAMES = [
  'article:published_time',
  'og:published_time',
  'datepublished',
  'publishdate',
  'publish-date',
  'publication_date',
  'pubdate',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'dcterms.date',
  'citation_publication_date',
  'article.published',
  'date',
];
const TITLE_SEPARATOR = /\s+[|–—·»:-]\s+/;

export function pageMetadata(document: Document): PageMetadata {
  const article = linkedData(document);
  const meta = metaElements(document);
  const named = (names: readonly string[]) => names.flatMap((name) => meta.get(name) ?? []);
  const titleElement = shortText(document.querySelector('title')?.textContent);
  const titles = [article.headline, ...named(TITLE_NAMES).map(shortText), titleElement].flatMap(
    (title) => title ?? [],
  );
  const publisher = firstOf(article.publisher, ...named(SITE_NAMES).map(shortText));
  return {
    titles,
    title: titles[0] === titleElement ? withoutSiteName(titleElement, publisher) : (titles[0] ?? null),
    publisher,
    publishedAt: firstOf(article.datePublished, ...named(DATE_NAMES).map(calendarDate), markedDate(document)),
    author: firstOf(article.author, ...named(AUTHOR_NAMES).map(personName)),
    language: firstOf(
      languageTag(document.documentElement?.getAttribute('lang')),
      languageTag(document.documentElement?.getAttribute('xml:lang')),
      ...named(['content-language', 'og:locale', 'dc.language']).map(languageTag),
    ),
    behindPayment: article.behindPayment,
  };
}

const firstOf = (...values: (string | null)[]): string | null =>
  values.find((value) => value !== null) ?? null;

/** Content by lower-case name, property, itemprop or http-equiv, in order. */
function metaElements(document: Document): Map<string, string[]> {
  const contents = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta')) {
    const content = element.getAttribute('content');
    if (content === null) continue;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (name) contents.set(name, [...(contents.get(name) ?? []), content]);
    }
  }
  return contents;
}

/** "Council cuts budget - The Example Gazette" without the gazette; a title of one part stays. */
function withoutSiteName(title: string | null, publisher: string | null): string | null {
  if (title === null) return null;
  const parts = title.split(TITLE_SEPARATOR);
  const last = parts.at(-1) ?? '';
  const isSite = last.toLowerCase() === publisher?.toLowerCase() || last.split(' ').length <= 4;
  const cut = parts.length > 1 && isSite ? title.slice(0, title.lastIndexOf(last)) : title;
  return shortText(cut.replace(/\s+[|–—·»:-]\s*$/, ''));
}

/** Facebook profiles are stated as authors too. */
const personName = (text: string): string | null =>
  /^https?:/i.test(text.trim()) ? null : shortText(text.replace(/^by\s+/i, ''));

/** A date that the markup itself calls that of publication. A bare <time> may belong to anything, a comment or today. */
function markedDate(document: Document): string | null {
  const element = document.querySelector('[itemprop="datePublished"], time[pubdate]');
  if (!element) return null;
  return firstOf(
    ...['datetime', 'content', 'title'].map((name) => calendarDate(element.getAttribute(name) ?? '')),
    calendarDate(element.textContent ?? ''),
  );
}
