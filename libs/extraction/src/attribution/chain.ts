/** From the frames of one sentence to its chain: the innermost speaker first, then those through whom it came. */
import type { AttributionLink, SpeakerKind } from '../types.ts';
import type { Frame } from './frames.ts';
import { handedOnAt, intermediariesOf } from './intermediaries.ts';
import { textOf, type KnownNames } from './known-names.ts';
import { has, isAdverb, phraseAfter, type Phrase } from './noun-phrases.ts';
import type { Reading } from './reading.ts';
import type { Stance } from './reporting-verbs.ts';
import type { Words } from './subjects.ts';
import { COORDINATOR, RELATIVE, TIME } from './word-classes.ts';

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
  const speaking = frames.filter((frame) => holdsSentence(words, frame));
  const verbs = speaking.filter(({ type }) => type === 'subject' || type === 'agent');
  const sources = speaking.filter(({ type }) => type === 'according' || type === 'citing');
  const nested = nestedFrames(words, verbs);
  // "Citing two officials" names whom the subject has it from, "according to" through whom the reader has it.
  const order = [
    ...sources.filter(({ type }) => type === 'citing'),
    ...nested.toReversed(),
    ...sources.filter(({ type }) => type === 'according'),
  ];
  const links: AttributionLink[] = [];
  let speaking1: Frame | null = null;
  let carried = false;
  for (const frame of order) {
    const link = frame.speaker.isPronoun ? resolve(frame) : linkOf(making, frame.speaker);
    if (!link) continue;
    if (!speaking1) {
      speaking1 = frame;
      carried = frame.speaker.isPronoun;
    }
    links.push({ ...link, role: links.length === 0 ? 'speaker' : 'via' });
    for (const { phrase, kind } of intermediariesOf(words, frame))
      links.push({ ...linkOf(making, phrase, kind), role: 'via' });
  }
  return speaking1 && { links: distinct(links), stance: speaking1.stance, carried };
}

/** The first frame and those that open its content: "the minister said | the report found". */
function nestedFrames(words: Words, frames: readonly Frame[]): Frame[] {
  const chain: Frame[] = [];
  for (const frame of frames) {
    const outer = chain.at(-1);
    if (!outer || opensContent(words, outer, frame)) chain.push(frame);
  }
  return chain;
}

function opensContent({ tokens }: Words, outer: Frame, inner: Frame): boolean {
  if (inner.place !== 'before' || outer.place === 'after') return false;
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
  const before = tokens[from - 1];
  const joined =
    place === 'relative' ||
    place === 'elided' ||
    has(before, COORDINATOR | RELATIVE) ||
    before?.lower === 'while';
  if (!joined || from === 0) return true;
  const start = place === 'elided' ? cue : from;
  const said = quoted.some((id) => id > 0) || tokens.length - start >= LEAST_SHARE * tokens.length;
  return said;
}

function linkOf(
  { reading, known, spanOf }: Making,
  phrase: Phrase,
  kind: SpeakerKind | null = null,
): AttributionLink {
  const { words, sentence, startUnit } = reading;
  const { tokens } = words;
  const cut = handedOnAt(tokens, phrase);
  const naming =
    cut !== null && cut > phrase.nameFrom && cut < phrase.nameTo
      ? { ...phrase, nameTo: cut, to: cut }
      : phrase;
  const named = known.nameOf(tokens, naming, sentence.text);
  known.describe(tokens, naming, named);
  const start = tokens[naming.nameFrom]?.start ?? 0;
  const end = tokens[naming.nameTo - 1]?.end ?? start;
  return {
    role: 'speaker',
    name: named.name || textOf(tokens, naming.from, naming.to, sentence.text),
    kind: kind ?? named.kind,
    span: spanOf(startUnit + start, startUnit + end),
  };
}

function distinct(links: readonly AttributionLink[]): AttributionLink[] {
  const names = new Set<string>();
  return links.filter(({ name }) => {
    const fresh = !names.has(name);
    names.add(name);
    return fresh;
  });
}

export const descriptionLink = (making: Making, phrase: Phrase): AttributionLink => linkOf(making, phrase);
