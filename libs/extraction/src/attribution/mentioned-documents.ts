/** Documents that a sentence speaks of without quoting them, and documents that are parts of others. */
import type { AttributionLink } from '../types.ts';
import { descriptionLink, type Making } from './chain.ts';
import { clauseStart } from './clauses.ts';
import { isPaper } from './lead-ins.ts';
import { phraseBefore } from './noun-phrases.ts';
import type { Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';

/** The document that "it" or "they" can mean after this sentence: the last that it brings in with "a" or "one", else the last. */
export function mentionedDocument(making: Making | undefined, pronoun: string): AttributionLink | null {
  if (!making) return null;
  const { words } = making.reading;
  const { tokens, quoted } = words;
  let found: Phrase | null = null;
  tokens.forEach((token, index) => {
    if (quoted[index] || !token.noun || !(isPaper(token.noun) || HEAPS.test(token.lower))) return;
    if (token.noun.plural === (pronoun === 'it') || tokens[index + 1]?.noun?.kind === 'document') return;
    const phrase = phraseBefore(tokens, index + 1, clauseStart(words, index + 1));
    if (phrase?.head !== index) return;
    if (!found || isIntroduced(tokens, phrase) || !isIntroduced(tokens, found)) found = phrase;
  });
  return found && descriptionLink(making, found);
}

/** "It" is the heap, "they" are what it is of. */
const HEAPS = /^(?:archive|cache|dataset|leak|trove)$/;

const isIntroduced = (tokens: readonly Token[], { from }: Phrase): boolean =>
  /^(?:an?|one|another)$/.test(tokens[from]?.lower ?? '');
