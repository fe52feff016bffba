/**
 * The small word before each word of a claim: "from Calder City to Orsk Vale" and "from Orsk Vale to Calder City" differ in
 * nothing else.
 */
import { wordSet } from '../word-set.ts';
import { contentWords, folded, tokensOf } from './stems.ts';
import { conceptOf } from './synonyms.ts';

/** Each word with what stands before its phrases: "from", "than in", and "" for a subject or an object. */
export type Governors = ReadonlyMap<string, ReadonlySet<string>>;

const PREPOSITIONS = wordSet(
  'of in on at by for with without to from against under about into onto near through via among',
);
/** They say of all that follows them in their clause that it is the other one: of two compared, or cause and effect. */
const TURNS = wordSet('than as not before after until if unless because over');
const ENDS_PHRASE = wordSet(
  'and or but is are was were be been being has have had will would may might can could',
);
const ENDS_CLAUSE = wordSet('while whereas although though that which who when');

export function governorsIn(text: string): Governors {
  const governors = new Map<string, Set<string>>();
  let turn = '';
  let preposition = '';
  /** After a name its phrase is over: "in Calder City | police". */
  let wasName = false;
  for (const token of tokensOf(text)) {
    const word = folded(token);
    const isName = /^[\p{Lu}\p{N}]/u.test(token);
    if (!/^[\p{L}\p{N}]/u.test(token) || ENDS_CLAUSE.has(word)) [turn, preposition] = ['', ''];
    else if (TURNS.has(word)) [turn, preposition] = [`${turn}${word} `, ''];
    else if (PREPOSITIONS.has(word)) preposition = word;
    else if (ENDS_PHRASE.has(word) || (wasName && !isName)) preposition = '';
    wasName = isName;
    for (const content of contentWords(token)) {
      const known = governors.get(conceptOf(content)) ?? new Set<string>();
      governors.set(conceptOf(content), known.add(turn + preposition));
    }
  }
  return governors;
}

/** Of one and the same thing only one of the two is told. */
const CONTRASTS = ['by / for', 'by / to', 'from / to', 'for / against'].map((pair) => pair.split(' / '));

/** Two words that have exchanged what stands before them, or one and the same with the contrary before it; null without any. */
export function exchangedGovernors(a: Governors, b: Governors): readonly [string, string] | null {
  const changed = Array.from(a).flatMap(([word, before]) => {
    const [from, to] = [only(before), only(b.get(word))];
    return from === null || to === null || from === to ? [] : [{ word, from, to }];
  });
  for (const one of changed) {
    const back = changed.find(({ from, to }) => from === one.to && to === one.from);
    if (back) return [one.word, back.word];
    if (CONTRASTS.some((pair) => pair.includes(one.from) && pair.includes(one.to)))
      return [one.word, one.word];
  }
  return null;
}

function only(before: ReadonlySet<string> | undefined): string | null {
  const [first] = before ?? [];
  return first !== undefined && before?.size === 1 ? first : null;
}
