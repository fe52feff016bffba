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
    if (quoted[index] || !token.noun || !(isPaper(token.noun) || isHeap(tokens, index))) return;
    if (token.noun.plural === (pronoun === 'it') || tokens[index + 1]?.noun?.kind === 'document') return;
    const phrase = phraseBefore(tokens, index + 1, clauseStart(words, index + 1));
    if (phrase?.head !== index) return;
    if (!found || isIntroduced(tokens, phrase) || !isIntroduced(tokens, found)) found = phrase;
  });
  return found && descriptionLink(making, found);
}

/** "It" is the heap, "they" are what it is of. */
const HEAPS = /^(?:archive|cache|dataset|trove)$/;
/** In tokens: "a leak of 40,000 internal files". */
const FURTHEST_PAPER = 5;

/** A leak is one of papers only where they stand beside it; else it is one of water or gas. */
function isHeap(tokens: readonly Token[], index: number): boolean {
  const lower = tokens[index]?.lower ?? '';
  if (HEAPS.test(lower)) return true;
  const beside = tokens.slice(Math.max(0, index - 1), index + FURTHEST_PAPER);
  return lower === 'leak' && beside.some(({ noun, lower: one }) => one === 'data' || (noun && isPaper(noun)));
}

const isIntroduced = (tokens: readonly Token[], { from }: Phrase): boolean =>
  /^(?:an?|one|another)$/.test(tokens[from]?.lower ?? '');
