/** Where a sentence holds what two voices say: "The bridge was shut in May, but | the union said it was safe." */
import type { CodePoints } from '../code-points.ts';
import { wordSet } from '../word-set.ts';
import { CONCEDING, type Words } from './clauses.ts';
import { framesOf } from './frames.ts';
import { has } from './phrase.ts';
import type { Place } from './reading.ts';
import type { Frame } from './sources.ts';
import type { Token } from './tokens.ts';
import { isVerb } from './verb-groups.ts';
import { isOneOf } from './word-sets.ts';
import { ADVERB, PREPOSITION, RELATIVE, SUBORDINATOR, TIME } from './word-classes.ts';

/** In tokens. The mark and the "and" between the two parts belong to neither. */
interface Parting {
  readonly firstEnds: number;
  readonly secondStarts: number;
}

const JOINING = wordSet('and but yet');
const ENDING = new Set([',', ';', '–', '—']);
const FEWEST_WORDS = 3;
/** Words beside the frame, those of time and place left out: "Reuters reported on Monday" claims nothing. */
const FEWEST_SAID = 2;
/** In tokens: "within hours of the vote". */
const LONGEST_LEAD_IN = 12;

/** The sentence's place, or those of its parts. */
export function parted(place: Place, points: CodePoints): Place[] {
  const { sentence, startUnit, words, frames } = place;
  const parting = partingOf(words, frames);
  if (!parting) return [place];
  const part = (from: number, to: number): Place => {
    const start = words.tokens[from]?.start ?? 0;
    const text = sentence.text.slice(start, words.tokens[to]?.start).trimEnd();
    const end = start + text.length;
    const own: Words = {
      tokens: words.tokens
        .slice(from, to)
        .map((token) => ({ ...token, start: token.start - start, end: token.end - start })),
      quoted: words.quoted.slice(from, to),
    };
    return {
      ...place,
      sentence: { ...sentence, ...points.spanOf(startUnit + start, startUnit + end), text },
      startUnit: startUnit + start,
      words: own,
      frames: framesOf(own),
      startsParagraph: place.startsParagraph && from === 0,
    };
  };
  return [part(0, parting.firstEnds), ...parted(part(parting.secondStarts, words.tokens.length), points)];
}

/**
 * The first place where somebody begins to say something in a clause of his own, after a clause that says something
 * else; null when the sentence has one voice. What comes after "X said" in its own clause is left to X, so that nothing
 * is cut out of a reported speech that goes on.
 */
function partingOf(words: Words, frames: readonly Frame[]): Parting | null {
  const { tokens } = words;
  if (isHalf(tokens)) return null;
  for (const frame of frames) {
    if (frame.type !== 'subject' || frame.place !== 'before') continue;
    const start = clauseStartOf(words, frame);
    const joint = start === null ? null : jointBefore(words, start);
    if (start === null || joint === null) continue;
    const mayTellBoth =
      (isAside(tokens, frame) && tokens[joint]?.text !== ';') ||
      speaksOfBoth(words, frame) ||
      frames.some((other) => goesOn(other, frame));
    if (!mayTellBoth && isStatement(tokens, joint, frames)) return { firstEnds: joint, secondStarts: start };
  }
  return null;
}

/** Past what leads the clause in: "| within hours the party said". */
function clauseStartOf(words: Words, { from }: Frame): number | null {
  const { tokens } = words;
  for (let at = from; at > Math.max(0, from - LONGEST_LEAD_IN); at -= 1) {
    if (jointBefore(words, at) === null) continue;
    if (has(tokens[at], RELATIVE)) return null;
    return at === from || has(tokens[at], PREPOSITION | TIME | SUBORDINATOR | ADVERB) ? at : null;
  }
  return null;
}

/** The mark that ends the clause before, if one does: ";", ", and", "— but". */
function jointBefore({ tokens, quoted }: Words, start: number): number | null {
  if (quoted[start]) return null;
  if (tokens[start - 1]?.text === ';') return quoted[start - 1] ? null : start - 1;
  const mark = tokens[start - 2];
  const joint = tokens[start - 1];
  const joins =
    (isOneOf(joint, JOINING) || isOneOf(joint, CONCEDING)) && mark !== undefined && ENDING.has(mark.text);
  return joins && !quoted[start - 2] ? start - 2 : null;
}

/** "She worked there for years, and in May, | she says, | a driver came": she may have told all of it. */
const isAside = (tokens: readonly Token[], { from, to }: Frame): boolean =>
  tokens[from - 1]?.text === ',' && tokens[to]?.text === ',';

/** "Jane Doe thinks a third is lost, though | she admits that nobody knows": her doubt stays with what she says. */
const goesOn = ({ to, speaker }: Frame, frame: Frame): boolean =>
  frame.speaker.isPronoun && to <= frame.from && speaker.noun?.kind !== 'document';

/**
 * "Reuters reported, and the ministry confirmed, | that 12 men were held"; "It fell to 40, and to 30 in June, the bank
 * said | on Monday."
 */
function speaksOfBoth({ tokens, quoted }: Words, { to }: Frame): boolean {
  if (tokens[to]?.text === ',' && tokens[to + 1]?.lower === 'that') return true;
  const next = tokens[to];
  if (next?.isWord && !has(next, PREPOSITION | TIME | ADVERB)) return false;
  // "Spoke of twice as many", "insists on one", but "said on Monday"
  if (next?.lower === 'of' || (next?.lower === 'on' && !has(tokens[to + 1], TIME))) return false;
  return !tokens.some((token, at) => at >= to && (isVerb(token) || token.isNumber || quoted[at]));
}

/** "Not only did the council know, but …" */
const isHalf = (tokens: readonly Token[]): boolean =>
  has(tokens[0], SUBORDINATOR | RELATIVE) || tokens[0]?.lower === 'not';

/** With a verb of its own, and no lead-in: not "Police in Kent, | and", "If the dam fails, | and experts say it will". */
function isClause(tokens: readonly Token[], end: number): boolean {
  let count = 0;
  let verbs = 0;
  let relatives = 0;
  for (let at = 0; at < end; at += 1) {
    const token = tokens[at];
    if (!token?.isWord) continue;
    count += 1;
    if (isRelative(tokens, at)) relatives += 1;
    // "Has been seen" is one.
    if (isVerb(token) && !isVerb(tokens[at - 1])) verbs += 1;
  }
  return verbs > relatives && count >= FEWEST_WORDS;
}

const WHO = wordSet('who which whose whom');

/** "The firm, | which", "the plan, | adopted in May": its verb is not the clause's. */
const isRelative = (tokens: readonly Token[], at: number): boolean =>
  isOneOf(tokens[at], WHO) || (tokens[at - 1]?.text === ',' && tokens[at]?.lower.endsWith('ed') === true);

/** A clause that says more than who speaks. */
function isStatement(tokens: readonly Token[], end: number, frames: readonly Frame[]): boolean {
  const own = frames.filter(({ to }) => to <= end);
  const speaks = own.some(({ place }) => place === 'before' || place === 'after');
  if (!speaks && !isClause(tokens, end)) return false;
  let said = wordsSaid(tokens, 0, end);
  for (const { from, to } of own) said -= wordsSaid(tokens, from, to);
  return said >= FEWEST_SAID;
}

/** Without those of time and place. */
function wordsSaid(tokens: readonly Token[], from: number, to: number): number {
  let words = 0;
  for (let at = from; at < to; at += 1)
    if (tokens[at]?.isWord && !has(tokens[at], TIME | PREPOSITION | ADVERB)) words += 1;
  return words;
}
