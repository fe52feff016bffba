/** What kind of speaker a phrase names. */
import type { SpeakerKind } from '../types.ts';
import { pronounOfWord } from './genders.ts';
import type { Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';

const ANONYMITY =
  /(?:not to be (?:named|identified)|anonymity|declined to be (?:named|identified)|anonymously)/u;
const INSIDE = new Set(['familiar', 'knowledge', 'briefed', 'close']);

/** "Mira, 34, …", "Mira, whose surname …", "Mira, who …", "his widow, Mira": a single name that has an age or a life is somebody's. */
export const isHuman = (tokens: readonly Token[], { noun, isPlace, nameFrom, nameTo }: Phrase): boolean =>
  noun === null &&
  !isPlace &&
  nameTo - nameFrom === 1 &&
  (isRelative(tokens, nameFrom) ||
    (tokens[nameTo]?.text === ',' &&
      (/^(?:whose|who)$/.test(tokens[nameTo + 1]?.lower ?? '') ||
        (/^\d\d$/.test(tokens[nameTo + 1]?.text ?? '') && tokens[nameTo + 2]?.text === ','))));

const RELATIVES = /^(?:friend|neighbou?r|colleague|cousin|partner|spouse|fiancée?)$/;

/** "Laird’s widow, | Morag". */
function isRelative(tokens: readonly Token[], nameFrom: number): boolean {
  const relation = tokens[nameFrom - 2]?.lower ?? '';
  return tokens[nameFrom - 1]?.text === ',' && (RELATIVES.test(relation) || pronounOfWord(relation) !== null);
}

/** "Chinese CDC" is no person. */
const isAcronym = (word: string): boolean => /^\p{Lu}{3,}$/u.test(word);

export function kindOf(tokens: readonly Token[], phrase: Phrase, text: string): SpeakerKind {
  const { noun, isName, isPlace, nameFrom, nameTo } = phrase;
  if (isPlace) return 'government';
  if (isName) {
    // "The Red Lion said", but not "the late Jane Doe said".
    const isBody = nameTo - nameFrom === 1 || tokens[nameFrom - 1]?.lower === 'the';
    if (!noun) return isBody || isAcronym(tokens[nameTo - 1]?.text ?? '') ? 'organisation' : 'person';
    if (noun.kind === 'role' || noun.kind === 'spokesperson') return 'person';
    return noun.kind === 'source' ? 'anonymous' : noun.kind;
  }
  if (noun?.kind === 'document') return 'document';
  const words = tokens.slice(phrase.from, phrase.to);
  if (words.some(({ lower }) => INSIDE.has(lower)) || ANONYMITY.test(text)) return 'anonymous';
  const indefinite = /^(?:an?|one|another)$/.test(words[0]?.lower ?? '');
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
