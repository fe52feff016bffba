/** Which class a word belongs to, as far as its form and short lists show it. */
import { wordSet } from '../word-set.ts';
import { isOf, tokenAt, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';

const DETERMINERS = wordSet('the these those its their his her our my your a an this that said such all');
/** Words no noun phrase goes on over. */
const STOPS =
  wordSet(`in on at by for from to with within without across among between into onto over under about around after before during
  since until till through throughout against near off out up down as than per via toward towards inside outside beyond behind above below
  and or but nor so yet if when while where who whom whose which that what because although though whereas unless
  is are was were be been being am has have had having do does did will would can could may might shall should must
  he she it they we you i them him us me not no now then there here also too only just already still even ever never again
  according including excluding following compared such like each every both either neither
  today yesterday tomorrow ago later earlier away apart overall altogether nationwide worldwide always often usually perhaps
  sometimes afterwards besides overseas this thus plus of said says told added ahead`);
export const DETERMINER = wordClass(DETERMINERS);
export const STOP = wordClass(STOPS);
const IRREGULAR_PLURALS =
  wordSet(`people men women children staff police cattle sheep fish deer aircraft crew personnel troops species
  series feet teeth mice geese data media criteria salmon spacecraft offspring clergy wives lives phenomena bacteria fungi alumni
  firemen policemen policewomen fishermen councilmen gunmen craftsmen grandchildren schoolchildren townspeople salespeople`);
const NO_PLURAL = wordSet(
  'less unless press across business address process access success illness this gas bus crisis basis analysis focus virus campus census status minus plus perhaps is was has as us its his',
);
/** Past forms that do not end in -ed and go with counts in news. */
const IRREGULAR_VERBS =
  wordSet(`hurt lost left fled won sold built bought sent took taken found born spent cut shut hit stolen held shot struck
  paid made given fell fallen rose risen grew grown lent brought caught drawn drew driven drove drank drunk ate eaten flew flown froze frozen gave
  hung kept laid led met ran run sat saw seen sank sunk sang swam swept taught thrown threw wore worn wrote written broke broken began begun
  stole dug fought dealt bore bred cast hid heard knew lit rang rode shook shone slept slid spoke stood stuck swore tore withdrew underwent
  burnt burst chose chosen came become became put dead missing homeless ill sick died`);
const NOT_VERBS = wordSet(
  'hundred kindred sacred need speed seed bed red feed indeed breed united wicked hatred bleed shed sled weed greed creed ted fed king ring thing something anything everything nothing morning evening building during spring string wing being according including regarding following concerning excluding pending meeting pudding ceiling wedding sibling viking',
);
const REPORTING = wordSet(
  'said says told added announced reported confirmed estimated believed claimed warned noted stated recorded listed named called showed revealed published expected wanted asked used based',
);

export const isPlural = (word: string): boolean =>
  IRREGULAR_PLURALS.has(word) ||
  (word.length > 3 &&
    word.endsWith('s') &&
    !word.endsWith('ss') &&
    !NO_PLURAL.has(word) &&
    !/['’]s$/.test(word));

/** Past tense, participle or -ing form; words that report do not count, they carry no event. */
export const isVerbLike = (word: string): boolean =>
  (IRREGULAR_VERBS.has(word) ||
    (word.length > 4 && (word.endsWith('ed') || word.endsWith('ing')) && !NOT_VERBS.has(word))) &&
  !REPORTING.has(word);

export const PLURAL = wordClass([], ({ lower }) => isPlural(lower));
export const VERB_LIKE = wordClass([], ({ lower }) => isVerbLike(lower));

/** Neither a function word nor a verb, as far as its form shows. */
export const isNounLike = (tokens: readonly Token[], at: number): boolean =>
  tokenAt(tokens, at)?.kind === 'word' && !isOf(tokens, at, STOP | DETERMINER | VERB_LIKE);
