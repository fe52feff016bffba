import { createContext, useContext } from 'react';
import { ENGLISH, wordsFor, type Words } from './words.ts';

interface PageContext {
  readonly words: Words;
  /**
   * The attributes of an element that holds a report's own text. The page around it may be in another language, as long
   * as its words are not translated, and a quote may run the other way than the report.
   */
  readonly told: { readonly dir: 'auto'; readonly lang?: string };
}

export function pageContextFor(language: string): PageContext {
  const words = wordsFor(language);
  return { words, told: language === words.language ? { dir: 'auto' } : { dir: 'auto', lang: language } };
}

export const PageContext = createContext<PageContext>(pageContextFor(ENGLISH.language));
export const usePage = () => useContext(PageContext);
