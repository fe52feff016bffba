/** For whom or where a figure holds, and whether it is an extreme, a total or a mere example. */
import { wordSet } from '../word-set.ts';
import type { Quantity } from '../types.ts';
import { firstOfList, isChosenFrom } from './extreme-ages.ts';
import { isPersonNoun } from './persons.ts';
import { isCapitalised, isNumberAt, isOf, lowerAt, NUMBER, type Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { wordClass } from './vocabulary.ts';
import { isNounLike } from './word-classes.ts';

const PLACE_PREPOSITIONS = wordSet('in across within throughout at from near outside on');
const PLACES =
  wordSet(`county counties city cities town towns village villages district districts region regions state states province provinces
  country area areas borough boroughs parish neighbourhood neighborhood capital north south east west centre center island islands valley camp
  school schools hospital hospitals university stadium nation continent world ward wards suburb suburbs port coast constituency zone community
  communities sector site plant factory prison station airport building estate park forest lake river harbour street division department`);
const EVERYWHERE = wordSet(
  'nationwide worldwide statewide countywide citywide globally nationally locally regionally abroad overseas',
);
const CLAUSE_ENDS = wordSet('. ; : ! ?');
const REACH = 10;
const OPENS_SCOPE = wordClass([...PLACE_PREPOSITIONS, ...EVERYWHERE, 'elsewhere', 'among', 'for']);
const STOPS_SCOPE = NUMBER | wordClass([...CLAUSE_ENDS, ...wordSet(', and but while who which that said')]);
const OPENS_CLAUSE = wordClass([...CLAUSE_ENDS, '“', '"']);

/** The place or population after a figure's noun, or else at the start of its sentence ("In Leeds, 300 people"). */
export function scopeOf(tokens: readonly Token[], start: number, end: number): string | null {
  for (let i = end; i < Math.min(tokens.length, end + REACH); i += 1) {
    if (isOf(tokens, i, STOPS_SCOPE)) break;
    const scope = scopeAt(tokens, i, tokens.length);
    if (scope) return scope;
  }
  const clause = clauseStart(tokens, start);
  return clause < start ? (scopeAt(tokens, clause, start) ?? populationBefore(tokens, clause, start)) : null;
}

/** "Entry for pupils costs £4": for whom, before the figure. */
function populationBefore(tokens: readonly Token[], clause: number, start: number): string | null {
  for (let i = clause; i < start; i += 1) {
    if (!isOf(tokens, i, OPENS_SCOPE)) continue;
    const word = lowerAt(tokens, i);
    const scope = word === 'for' || word === 'among' ? scopeAt(tokens, i, start) : null;
    if (scope) return scope;
  }
  return null;
}

function clauseStart(tokens: readonly Token[], start: number): number {
  let at = start;
  while (at > 0 && start - at < 2 * REACH && !isOf(tokens, at - 1, OPENS_CLAUSE)) at -= 1;
  return at;
}

/** `limit`: the scope has to end before this token. */
function scopeAt(tokens: readonly Token[], at: number, limit: number): string | null {
  if (!isOf(tokens, at, OPENS_SCOPE)) return null;
  const word = lowerAt(tokens, at);
  if (EVERYWHERE.has(word) || word === 'elsewhere') return word;
  const end =
    word === 'among'
      ? populationEnd(tokens, at + 1)
      : word === 'for' && isPersonNoun(lowerAt(tokens, at + 1))
        ? at + 2
        : PLACE_PREPOSITIONS.has(word) && !isDistanceFrom(tokens, at)
          ? placeEnd(tokens, at + 1, word)
          : null;
  return end === null || end > limit ? null : phrase(tokens, at, end);
}

/** "three kilometres from the harbour": how far away, not where the figure holds. */
const isDistanceFrom = (tokens: readonly Token[], at: number): boolean =>
  lowerAt(tokens, at) === 'from' && unitAt(tokens, at - 1)?.kind === 'measurement';

const PLACE_DETERMINERS = wordSet('the this that its their our one a an all each every');

/**
 * A name ("the Isle of Man"), or a plain noun that names a kind of place ("the county", "the northern district"); not the
 * building of "from a building firm".
 */
function placeEnd(tokens: readonly Token[], start: number, preposition: string): number | null {
  let at = start;
  while (PLACE_DETERMINERS.has(lowerAt(tokens, at))) at += 1;
  const first = at;
  while (isCapitalised(tokens, at) && at - first < 5) {
    at += 1;
    if (isCapitalised(tokens, at + 1) && /^(?:of|upon|the|on)$/.test(lowerAt(tokens, at))) at += 1;
  }
  if (at > first) return at + (PLACES.has(lowerAt(tokens, at)) ? 1 : 0);
  for (let i = at; i < at + 3 && tokens[i]?.kind === 'word'; i += 1)
    if (PLACES.has(lowerAt(tokens, i)))
      return preposition === 'from' && isNounLike(tokens, i + 1) ? null : i + 1;
  return null;
}

function populationEnd(tokens: readonly Token[], start: number): number | null {
  let at = start;
  while (
    at - start < 5 &&
    (tokens[at]?.kind === 'word' || tokens[at]?.kind === 'number' || /^[-–]$/.test(tokens[at]?.text ?? ''))
  ) {
    if (/^(?:them|is|was|are|were|in|on|at|and|or|who|which|has|have|had)$/.test(lowerAt(tokens, at))) break;
    at += 1;
  }
  return at > start ? at : null;
}

const LEFT_OUT = wordSet('the a an this that its their our');
const phrase = (tokens: readonly Token[], start: number, end: number): string => {
  let text = '';
  for (let i = start; i < end; i += 1)
    if (!LEFT_OUT.has(lowerAt(tokens, i))) text += `${text && ' '}${tokens[i]?.text ?? ''}`;
  return text;
};

const AGGREGATORS = new Map<string, Exclude<Quantity['aggregator'], null>>([
  ...[...wordSet('youngest smallest lowest shortest fewest least lightest slowest minimum')].map(
    (word) => [word, 'min'] as const,
  ),
  ...[
    ...wordSet(
      'oldest largest biggest highest longest greatest heaviest fastest tallest maximum peak eldest costliest',
    ),
  ].map((word) => [word, 'max'] as const),
  ...[...wordSet('first')].map((word) => [word, 'first'] as const),
  ...[...wordSet('total overall altogether combined')].map((word) => [word, 'total'] as const),
  ...[...wordSet('average mean median typical typically averaged averaging')].map(
    (word) => [word, 'average'] as const,
  ),
]);
const CONTRASTS = wordSet('said says told who which while but and');
const isExampleWord = (lower: string): boolean => EXAMPLES.has(lower) || lower.startsWith('e.g');
const EXAMPLES = wordSet('such for among including like');
const SHOWS_AGGREGATE =
  NUMBER |
  wordClass([...CLAUSE_ENDS, ',', ...AGGREGATORS.keys(), ...CONTRASTS], ({ lower }) => isExampleWord(lower));
const SMALL_EXTREME = wordSet('young few little low short small');

/** `phrase` is the comparator's wording; `start` where the figure with it begins, `end` where its noun phrase ends. */
export function aggregatorOf(
  tokens: readonly Token[],
  start: number,
  end: number,
  comparator: string,
  kind: Quantity['kind'],
): Quantity['aggregator'] {
  const extreme = /^as (\w+) as/.exec(comparator)?.[1];
  if (extreme !== undefined && kind === 'age') return SMALL_EXTREME.has(extreme) ? 'min' : 'max';
  if (saysTotal(tokens, end)) return 'total';
  if (lowerAt(tokens, end) === 'on' && lowerAt(tokens, end + 1).startsWith('average')) return 'average';
  let commas = 0;
  // "The youngest were 12 and 13": both.
  const first = kind === 'age' ? firstOfList(tokens, start) : start;
  for (let i = first - 1; i >= Math.max(0, first - REACH); i -= 1) {
    if (!isOf(tokens, i, SHOWS_AGGREGATE)) continue;
    const word = lowerAt(tokens, i);
    if ((isNumberAt(tokens, i) && !isChosenFrom(tokens, i)) || CLAUSE_ENDS.has(word)) return null;
    if (word === ',') {
      commas += 1;
      if (commas > 1) return null;
    }
    if (isExampleWord(word) && isExample(tokens, i, first, kind)) return 'example';
    const found = AGGREGATORS.get(word);
    // "The largest of 12 villages": the superlative is about one of them, not about the figure.
    if (found && !(isSuperlativeOf(tokens, i, start) && found !== 'total' && found !== 'average'))
      return found === 'first' && !(kind === 'age' || i === start - 1) ? null : found;
    if (CONTRASTS.has(word)) return null;
  }
  return null;
}

const isSuperlativeOf = (tokens: readonly Token[], at: number, start: number): boolean =>
  lowerAt(tokens, at + 1) === 'of' &&
  (at + 2 === start || (at + 3 === start && LEFT_OUT.has(lowerAt(tokens, at + 2))));

/** "in total", "overall" after a figure. */
function saysTotal(tokens: readonly Token[], at: number): boolean {
  const word = lowerAt(tokens, at);
  if (word === 'in') return /^(?:total|all)/.test(lowerAt(tokens, at + 1));
  return /^(?:overall|altogether|combined)/.test(word);
}

/** "such as a 40-year-old", "including a 9-year-old", "among them", "for example": one of them, no bound of all. */
function isExample(tokens: readonly Token[], at: number, start: number, kind: Quantity['kind']): boolean {
  const pair = `${lowerAt(tokens, at)} ${lowerAt(tokens, at + 1)}`;
  if (/^(?:such as|for (?:example|instance)|e\.g)/.test(pair)) return true;
  if (pair !== 'among them' && !/^(?:including|like)$/.test(lowerAt(tokens, at))) return false;
  return kind === 'age' || (/^an?$/.test(lowerAt(tokens, at + 1)) && at + 2 === start);
}
