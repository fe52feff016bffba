/** Who does what to whom in a claim, as far as the order of its words tells: enough to see that two have changed places. */
import { wordSet } from '../word-set.ts';
import { isNoName } from './names.ts';
import { contentWords, folded, tokensOf } from './stems.ts';
import { conceptOf } from './synonyms.ts';

export interface Deed {
  readonly verb: string;
  /** Folded words in reading order. */
  readonly doers: readonly string[];
  readonly doneTo: readonly string[];
}

/** Past forms that do not end in -ed and have an object. */
const IRREGULAR = wordSet(
  `beat hit shot struck told said sold bought paid sent gave lent lost won left led caught held kept made took brought
   taught chose threw stole drove saw heard knew wrote built broke bit bound cast cost drew fed found forgave got hurt hid
   let ran read sought set shook shut sank understood upset swept taken given chosen thrown stolen driven seen known written
   broken drawn forgiven hidden overtook`,
);
/** What two do with each other: either may stand first. */
const MUTUAL = wordSet(
  `met married divorced joined merged agreed disagreed fought played faced collided signed debated discussed talked
   negotiated traded exchanged shared equalled resembled bordered argued clashed quarrelled split allied cooperated
   collaborated connected linked drew tied`,
);
/** What a place or a time follows: neither does anything. */
const CIRCUMSTANCE = wordSet('in on at near since until during from within outside inside across');
/** What a noun phrase does not go on over. */
const CLAUSE = wordSet(
  'who whom whose which what where when while because if as although though but than before after or nor so that',
);
const BE = wordSet('is are was were be been being gets got');
const MODAL = wordSet('will would may might can could must should to');
const DETERMINER = wordSet('the a an his her its their this that these those');

interface Token {
  readonly text: string;
  readonly lower: string;
}

const isWord = (token: Token | undefined): token is Token =>
  token !== undefined && /^\p{L}/u.test(token.text);
const isNumber = (token: Token | undefined): boolean => /^\p{N}/u.test(token?.text ?? '');
const isCapital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.text);

/** A clause has fewer words than so many. */
const REACH = 40;

/** In the order of the verbs. A verb of which only one side is known is no deed. */
export function deedsOf(text: string): Deed[] {
  const tokens = tokensOf(text).map((word): Token => ({ text: word, lower: folded(word) }));
  const asides = asidesIn(tokens);
  const actors = (from: number, to: number): string[] =>
    tokens
      .slice(from, to)
      .flatMap((token, i) => (isActor(token) && !asides.has(from + i) ? [token.lower] : []));
  return tokens.flatMap(({ lower }, at): Deed[] => {
    if (!isVerb(tokens, at)) return [];
    const start = clauseStart(tokens, at);
    const behind = tokens[at + 1]?.lower === 'that' ? at + 2 : at + 1;
    const end = clauseEnd(tokens, behind);
    const isPassive = tokens.slice(start, at).some((token) => BE.has(token.lower));
    const by = tokens.findIndex((token, i) => token.lower === 'by' && i > at && i < end);
    const [doers, doneTo] = isPassive
      ? [by === -1 ? [] : actors(by + 1, end), actors(start, at)]
      : [actors(start, at), actors(behind, end)];
    return doers.length && doneTo.length ? [{ verb: conceptOf(lower), doers, doneTo }] : [];
  });
}

/** "Marsh and Pole sued the council", "the council sued Marsh and Pole": the words that changed places, or null. */
export function exchangedIn(a: readonly Deed[], b: readonly Deed[]): string | null {
  for (const one of a) {
    const others = b.filter(({ verb }) => verb === one.verb);
    // "the Marl party", "the Vale party": what stands on both sides tells neither from the other.
    const isToldAlike = others.some(
      ({ doers, doneTo }) =>
        shared(one.doers, doers).some((word) => !one.doneTo.includes(word)) &&
        shared(one.doneTo, doneTo).some((word) => !one.doers.includes(word)),
    );
    if (isToldAlike) continue;
    for (const other of others) {
      const [doers, doneTo] = [shared(one.doers, other.doneTo), shared(one.doneTo, other.doers)];
      if (doers.length && doneTo.length) return `${doers.join(' ')} / ${doneTo.join(' ')}`;
    }
  }
  return null;
}

const shared = (words: readonly string[], others: readonly string[]): string[] =>
  words.filter((word) => others.includes(word));

function isVerb(tokens: readonly Token[], at: number): boolean {
  const { text, lower } = tokens[at] ?? { text: '', lower: '' };
  if (text !== lower || MUTUAL.has(lower) || lower.length < 3) return false;
  if (isPastForm(lower)) return true;
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (MODAL.has(before?.lower ?? '')) return true;
  return /[^su]s$/.test(lower) && (DETERMINER.has(after?.lower ?? '') || isCapital(after));
}

/** `word`: in small letters. */
export const isPastForm = (word: string): boolean => IRREGULAR.has(word) || /[^e]ed$/.test(word);

const isActor = (token: Token): boolean =>
  isWord(token) &&
  token.lower.length > 1 &&
  contentWords(token.lower).length > 0 &&
  !(isCapital(token) && isNoName(token.lower));

/** The circumstances: "in the harbour", "near Port Arnow", not the subject behind them. */
function asidesIn(tokens: readonly Token[]): ReadonlySet<number> {
  const asides = new Set<number>();
  tokens.forEach(({ lower }, at) => {
    if (!CIRCUMSTANCE.has(lower)) return;
    let next = at + 1;
    while (DETERMINER.has(tokens[next]?.lower ?? '')) next += 1;
    asides.add(next);
    while (isCapital(tokens[next]) && isCapital(tokens[next + 1])) asides.add((next += 1));
  });
  return asides;
}

const endsClause = (token: Token | undefined): boolean => !isWord(token) || CLAUSE.has(token.lower);

function clauseStart(tokens: readonly Token[], verb: number): number {
  let start = verb;
  while (start > 0 && verb - start < REACH && !endsClause(tokens[start - 1])) start -= 1;
  return start;
}

function clauseEnd(tokens: readonly Token[], from: number): number {
  let end = from;
  while (end < tokens.length && end - from < REACH && (!endsClause(tokens[end]) || isNumber(tokens[end])))
    end += 1;
  return end;
}
