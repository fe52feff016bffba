/** From the frames of one sentence to its chain: the innermost speaker first, then those through whom it came; people before papers. */
import { wordSet } from '../word-set.ts';
import type { AttributionLink, SpeakerKind } from '../types.ts';
import type { Frame } from './sources.ts';
import { authored, voicedIn } from './authors.ts';
import { opensClause } from './complements.ts';
import { intermediariesOf, isOutlet, withoutHistory } from './intermediaries.ts';
import { type KnownNames } from './known-names.ts';
import { isAdverb } from './base-phrases.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, previous, pronounAt, type Phrase } from './phrase.ts';
import { isPart } from './parts.ts';
import type { Reading } from './reading.ts';
import { isOfDocuments, type Stance } from './reporting-verbs.ts';
import { CONCEDING, type Words } from './clauses.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { COORDINATOR, DETERMINER, PREPOSITION, RELATIVE, TIME } from './word-classes.ts';

/** A chain without its outlet. */
export interface Said {
  readonly links: readonly AttributionLink[];
  readonly stance: Stance;
  readonly carried: boolean;
}

/** Who is meant by a pronoun: a link already made, or null when nobody fits. */
export type Resolve = (frame: Frame) => AttributionLink | null;

export interface Making {
  readonly reading: Reading;
  readonly known: KnownNames;
  readonly spanOf: (startUnit: number, endUnit: number) => { start: number; end: number };
}

/** A clause after "and" or "but" speaks for the sentence only when it is at least this much of it. */
const LEAST_SHARE = 0.5;

export function saidIn(making: Making, resolve: Resolve): Said | null {
  const { words, frames } = making.reading;
  if (frames.length === 0) return null;
  const speaking = frames.filter((frame) => holdsSentence(words, frame));
  const verbs = speaking.filter(({ type }) => type === 'subject' || type === 'agent');
  const isMain = ({ place }: Frame): boolean => place === 'before' || place === 'after';
  const main = nestedFrames(words, withoutConcession(words, verbs.filter(isMain)));
  const lesser = nestedFrames(
    words,
    verbs.filter((frame) => !isMain(frame)),
  );
  const said = (inner: readonly Frame[]): Said | null => linked(making, resolve, inOrder(speaking, inner));
  return said(main) ?? said(lesser);
}

/** "While not all that Jane Doe says is so, | the council insisted that …": the main clause speaks for the sentence. */
function withoutConcession({ tokens }: Words, [first, ...others]: readonly Frame[]): readonly Frame[] {
  if (!first) return [];
  const concedes = isOneOf(tokens[0], CONCEDING) && first.from < tokens.findIndex(({ text }) => text === ',');
  const isMainClause = ({ from }: Frame): boolean => previous(tokens, from)?.text === ',';
  return concedes && others.some(isMainClause) ? others.filter(isMainClause) : [first, ...others];
}

/** "Citing two officials" names whom the subject has it from, "according to" through whom the reader has it. */
const inOrder = (speaking: readonly Frame[], verbs: readonly Frame[]): Frame[] => [
  ...speaking.filter(({ type }) => type === 'citing'),
  ...verbs.toReversed(),
  ...speaking.filter(({ type }) => type === 'according'),
];

function linked(making: Making, resolve: Resolve, order: readonly Frame[]): Said | null {
  const { words, sentence } = making.reading;
  const isPerson = (name: Phrase): boolean =>
    making.known.nameOf(words.tokens, name, sentence.text).kind === 'person';
  const told: Told[] = [];
  for (const frame of order) {
    const written = authored(words.tokens, frame.speaker, isPerson);
    const own = written ? { ...frame, speaker: written.document } : frame;
    const link = own.speaker.isPronoun
      ? resolve(own)
      : ((isPointedAt(words.tokens, own.speaker) ? resolve(own) : null) ?? partLink(making, resolve, own));
    if (!link) continue;
    const voice = written?.author ?? voicedIn(words.tokens, frame);
    const author = voice && linkOf(making, voice);
    const through = intermediariesOf(words, frame).map(({ phrase, kind }) => linkOf(making, phrase, kind));
    told.push({ frame, links: author ? [author, link, ...through] : [link, ...through] });
  }
  const first = peopleFirst(words, told);
  const [speaker, ...through] = first?.links ?? [];
  if (!first || !speaker) return null;
  const others = told.length > 1 ? told.filter((one) => one !== first).flatMap((one) => one.links) : [];
  const links = told[0] === first ? [speaker, ...through, ...others] : [speaker, ...others, ...through];
  return {
    links: inRoles(distinct(links)),
    stance: first.frame.stance,
    carried: first.frame.speaker.isPronoun,
  };
}

/** What one frame tells: who says it, and through whom. */
interface Told {
  readonly frame: Frame;
  readonly links: readonly AttributionLink[];
}

/**
 * The innermost; but "the files show …, Jane Doe said" is what Jane Doe says of the files. A newspaper that says so first passes
 * on what they show.
 */
function peopleFirst(words: Words, told: readonly Told[]): Told | undefined {
  const [inmost] = told;
  if (inmost?.links[0]?.kind !== 'document') return inmost;
  const isSomebody = ({ frame, links }: Told): boolean =>
    links[0]?.kind !== 'document' && (endsSentence(words, frame) || !isOutlet(words.tokens, frame.speaker));
  return told.find(isSomebody) ?? inmost;
}

/**
 * From the outermost in: the first frame, those that open its content ("the minister said | the report found"), and around
 * them one that ends the sentence ("…, a report by the agency says").
 */
function nestedFrames(words: Words, frames: readonly Frame[]): Frame[] {
  const chain: Frame[] = [];
  for (const frame of frames) {
    const outer = chain.at(-1);
    if (!outer || opensContent(words, outer, frame)) chain.push(frame);
    else if (endsSentence(words, frame)) chain.unshift(frame);
  }
  return chain;
}

function endsSentence({ tokens }: Words, { place, from, to }: Frame): boolean {
  if (place !== 'before' || previous(tokens, from)?.text !== ',') return false;
  // "…, she told public radio on Monday": to whom, where and when.
  const end = phraseAfter(tokens, to)?.to ?? to;
  return tokens.slice(end).every((token) => !token.isWord || has(token, TIME | PREPOSITION | DETERMINER));
}

function opensContent(words: Words, outer: Frame, inner: Frame): boolean {
  const { tokens } = words;
  // In "she said she believed" both are one speaker.
  if (inner.speaker.isPronoun || inner.place !== 'before' || outer.place === 'after') return false;
  // "Doe said the newspaper had apologised for it" is told by Doe alone.
  if (!inner.needsDocument && !opensClause(words, inner.cue + 1)) return false;
  let index = outer.cue + 1;
  if (/^t(?:old|ells?)$/.test(tokens[outer.cue]?.lower ?? ''))
    index = phraseAfter(tokens, index)?.to ?? index;
  while (index < inner.from) {
    const token = tokens[index];
    const passes =
      token?.lower === 'that' || token?.lower === 'on' || has(token, TIME) || (token && isAdverb(token));
    if (!passes) return false;
    index += 1;
  }
  return index === inner.from;
}

/** Not when the frame is a lesser part of a sentence that says something else first. */
function holdsSentence({ tokens, quoted }: Words, { place, from, cue, type }: Frame): boolean {
  if (type !== 'subject' || place === 'after') return true;
  const before = previous(tokens, from);
  // "The bridge was shut, although | the council insists it was safe."
  if (isOneOf(before, CONCEDING) && before?.lower !== 'while') return false;
  const joined =
    place === 'relative' ||
    place === 'elided' ||
    (has(before, COORDINATOR | RELATIVE) && !opensReport(tokens, from - 1)) ||
    before?.lower === 'while';
  if (!joined || from === 0) return true;
  const start = place === 'elided' ? cue : from;
  const said = quoted.some((id) => id > 0) || tokens.length - start >= LEAST_SHARE * tokens.length;
  return said;
}

/** "Reported that | files show", but not "homes that | the ministry closed". */
const opensReport = (tokens: readonly Token[], that: number): boolean =>
  tokens[that]?.lower === 'that' &&
  previous(tokens, that)?.verbs.some((verb) => !isOfDocuments(verb) && !verb.alsoNoun) === true;

function linkOf(
  { reading, known, spanOf }: Making,
  phrase: Phrase,
  kind: SpeakerKind | null = null,
): AttributionLink {
  const { words, sentence, startUnit } = reading;
  const { tokens } = words;
  const naming = withoutHistory(tokens, phrase);
  const named = known.nameOf(tokens, naming, sentence.text);
  known.describe(tokens, naming, named);
  const start = tokens[naming.nameFrom]?.start ?? 0;
  const end = tokens[naming.nameTo - 1]?.end ?? start;
  return {
    role: 'speaker',
    name: named.name,
    kind: kind ?? named.kind,
    span: spanOf(startUnit + start, startUnit + end),
  };
}

/** "Its lawyers" are the company's lawyers, if it can be told which company's. */
function ownedLink(making: Making, resolve: Resolve, frame: Frame): AttributionLink {
  const { speaker } = frame;
  const link = linkOf(making, speaker);
  if (speaker.isName || !/^(?:its|their|his|her) /i.test(link.name)) return link;
  const owner = resolve({ ...frame, speaker: pronounAt(speaker.from), needsDocument: false });
  if (!owner) return link;
  const owned = link.name.slice(link.name.indexOf(' '));
  return { ...link, name: `${owner.name}${owner.name.endsWith('s') ? '’' : '’s'}${owned}` };
}

const SOMEBODY = wordSet('man woman boy girl');

/** "The man", "the woman": somebody of whom it was just told. */
const isPointedAt = (tokens: readonly Token[], { from, to, head }: Phrase): boolean =>
  to - from === 2 && tokens[from]?.lower === 'the' && isOneOf(tokens[head], SOMEBODY);

/** "One entry" is one in the list that was spoken of before. */
function partLink(making: Making, resolve: Resolve, frame: Frame): AttributionLink {
  const { known, reading } = making;
  const link = ownedLink(making, resolve, frame);
  if (link.kind !== 'document' || !isPart(reading.words.tokens, frame.speaker)) return link;
  const found = resolve({ ...frame, needsDocument: true });
  const whole = found && known.wholeOf(found.name);
  return whole ? { ...link, name: known.partOf(whole, link.name) } : link;
}

/** The first speaks, the others pass it on. */
export const inRoles = (links: readonly AttributionLink[]): AttributionLink[] =>
  links.map((link, index) => {
    const role = index === 0 ? 'speaker' : 'via';
    return link.role === role ? link : { ...link, role };
  });

function distinct(links: readonly AttributionLink[]): readonly AttributionLink[] {
  if (links.length === 1) return links;
  const names = new Set<string>();
  return links.filter(({ name }) => {
    const fresh = !names.has(name);
    names.add(name);
    return fresh;
  });
}

export const descriptionLink = (making: Making, phrase: Phrase): AttributionLink => linkOf(making, phrase);
