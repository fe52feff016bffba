import { createContext, useContext } from 'react';
import { ENGLISH, wordsFor, type Words } from './words.ts';

interface PageContext {
  readonly words: Words;
  /**
   * The attributes of an element that holds a report's own text. The page around it may be in another language, as long
   * as its words are not translated, and a quote may run the other way than the report.
   */
  readonly told: { readonly dir: 'auto'; readonly lang?: string };
  /** The `lang` of what a source in this language says; of a source whose language is not known, the report's. */
  readonly langOf: (source: { readonly language?: string }) => string | undefined;
}

export function pageContextFor(language: string): PageContext {
  const words = wordsFor(language);
  // None where it would be the one of the page's own words.
  const lang = (of: string) => (of === words.language ? undefined : of);
  return {
    words,
    told: lang(language) ? { dir: 'auto', lang: language } : { dir: 'auto' },
    langOf: (source) => lang(source.language ?? language),
  };
}

export const PageContext = createContext<PageContext>(pageContextFor(ENGLISH.language));
export const usePage = () => useContext(PageContext);
