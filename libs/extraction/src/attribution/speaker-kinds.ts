/** What kind of speaker a phrase names. */
import { wordSet } from '../word-set.ts';
import type { SpeakerKind } from '../types.ts';
import { pronounOfWord } from './genders.ts';
import { previous, type Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';

const ANONYMITY =
  /(?:not to be (?:named|identified)|anonymity|declined to be (?:named|identified)|anonymously)/u;
const INSIDE = wordSet('familiar knowledge briefed close');
const INDEFINITE = wordSet('a an one another');
const WHO = wordSet('whose who');

/** "Mira, 34, …", "Mira, whose surname …", "Mira, who …", "his widow, Mira": a single name that has an age or a life is somebody's. */
export const isHuman = (tokens: readonly Token[], { noun, isPlace, nameFrom, nameTo }: Phrase): boolean =>
  noun === null &&
  !isPlace &&
  nameTo - nameFrom === 1 &&
  (isRelative(tokens, nameFrom) ||
    (tokens[nameTo]?.text === ',' &&
      (isOneOf(tokens[nameTo + 1], WHO) ||
        (/^\d\d$/.test(tokens[nameTo + 1]?.text ?? '') && tokens[nameTo + 2]?.text === ','))));

const RELATIVES = wordSet('friend neighbour neighbor colleague cousin partner spouse fiancé fiancée');

/** "Laird’s widow, | Morag". */
function isRelative(tokens: readonly Token[], nameFrom: number): boolean {
  if (previous(tokens, nameFrom)?.text !== ',') return false;
  const relation = previous(tokens, nameFrom - 1)?.lower ?? '';
  return RELATIVES.has(relation) || pronounOfWord(relation) !== null;
}

/** "Halden", "The Red Lion", "Chinese CDC"; but not "the late Jane Doe". */
const isBody = (tokens: readonly Token[], { nameFrom, nameTo }: Phrase): boolean =>
  nameTo - nameFrom === 1 ||
  previous(tokens, nameFrom)?.lower === 'the' ||
  /^\p{Lu}{3,}$/u.test(tokens[nameTo - 1]?.text ?? '');

export function kindOf(tokens: readonly Token[], phrase: Phrase, text: string): SpeakerKind {
  const { noun, isName, isPlace } = phrase;
  if (isPlace) return 'government';
  if (isName) {
    if (!noun) return isBody(tokens, phrase) ? 'organisation' : 'person';
    if (noun.kind === 'role' || noun.kind === 'spokesperson') return 'person';
    return noun.kind === 'source' ? 'anonymous' : noun.kind;
  }
  if (noun?.kind === 'document') return 'document';
  const words = tokens.slice(phrase.from, phrase.to);
  if (words.some((word) => isOneOf(word, INSIDE)) || ANONYMITY.test(text)) return 'anonymous';
  const indefinite = isOneOf(words[0], INDEFINITE);
  if (!noun) return indefinite ? 'anonymous' : 'person';
  return kindOfDescription(words, noun, indefinite);
}

function kindOfDescription(
  words: readonly Token[],
  noun: NonNullable<Phrase['noun']>,
  indefinite: boolean,
): SpeakerKind {
  switch (noun.kind) {
    case 'source':
      return 'anonymous';
    case 'spokesperson':
      // One without a name speaks for a body.
      return words.some(({ lower }) =>
        /^(?:ministry|government|police|council|department|army|embassy|court)$/.test(lower),
      )
        ? 'government'
        : 'organisation';
    case 'role':
      if (noun.plural)
        return /^(?:official|prosecutor|diplomat)$/.test(noun.singular) ? 'government' : 'collective';
      return indefinite ? 'anonymous' : 'person';
    case 'collective':
    case 'document':
    case 'government':
    case 'organisation':
      return noun.kind;
  }
}
