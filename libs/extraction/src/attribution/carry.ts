/** Speakers of sentences that do not name one: quotations that go on, whole or in part. */
import { wordSet } from '../word-set.ts';
import { accountBefore, FIRST_PERSON } from './accounts.ts';
import type { Said } from './chain.ts';
import type { Words } from './clauses.ts';
import { has } from './phrase.ts';
import { fits } from './pronouns.ts';
import type { Reading } from './reading.ts';
import { isQuotation, type Read } from './reads.ts';
import { actorBefore, quotedInPart } from './subject-speakers.ts';
import type { Token } from './tokens.ts';
import { isVerb } from './verb-groups.ts';
import { isOneOf } from './word-sets.ts';
import {
  ADVERB,
  BE,
  COORDINATOR,
  PREPOSITION,
  PRONOUN,
  RELATIVE,
  SUBORDINATOR,
  TIME,
} from './word-classes.ts';

/** Fills in the sentences without a frame of their own. */
export function carryQuotations(reads: readonly Read[]): void {
  const owners = quotationOwners(reads);
  reads.forEach((read, index) => {
    if (read.said) return;
    const { reading } = read.making;
    const said =
      ownerOf(owners, reading) ??
      (isQuotation(reading)
        ? (ownSubject(reads, index) ??
          (hasOwnClause(reading.words) ? null : (neighbour(reads, index) ?? actorBefore(reads, index))))
        : (lostMarks(reads, index) ?? accountBefore(reads, index) ?? quotedInPart(reads, index)));
    if (!said || isSaidByAnother(read, said)) return;
    read.said = { ...said, stance: 'asserts', carried: true };
    own(owners, read);
  });
}

function ownerOf(owners: ReadonlyMap<number, Said>, { words: { quoted } }: Reading): Said | null {
  for (const id of quoted) {
    const said = id > 0 ? owners.get(id) : undefined;
    if (said) return said;
  }
  return null;
}

/** “It was shut,” the inquest heard; Neighbours chanted “…”: somebody else's, whoever spoke before. */
const hasOwnClause = ({ tokens, quoted }: Words): boolean =>
  tokens.some((token, at) => {
    const opens = !quoted[at] && (at === 0 || quoted[at - 1] || !tokens[at - 1]?.isWord);
    return opens && token.isWord && isClause(tokens, quoted, at);
  });

const OBJECTS = wordSet('him her them');

/** A subject that is no pronoun, and a verb, before the next mark or quotation. */
function isClause(tokens: readonly Token[], quoted: readonly number[], start: number): boolean {
  const first = tokens[start];
  if (has(first, PRONOUN | PREPOSITION | SUBORDINATOR | COORDINATOR | ADVERB | TIME)) return false;
  if (has(first, RELATIVE) && !has(tokens[start + 1], BE)) return false;
  for (let at = start + 1; tokens[at]?.isWord && !quoted[at]; at += 1) {
    if (has(tokens[at], PRONOUN | RELATIVE)) return false;
    // “…,” the weekly quoted her as saying: whoever she is.
    if (isVerb(tokens[at])) return !isOneOf(tokens[at + 1], OBJECTS);
  }
  return false;
}

/** “That is not so,” she replied, after what Mr Doe said; “Get out,” it read, after what a neighbour did. */
const isSaidByAnother = ({ making: { reading, known } }: Read, { links: [speaker] }: Said): boolean =>
  reading.frames.some((frame) => {
    const pronoun = reading.words.tokens[frame.speaker.head]?.lower ?? '';
    if (!speaker || !frame.speaker.isPronoun || !/^(?:s?he|it)$/.test(pronoun)) return false;
    return (
      !fits(speaker, pronoun, frame.needsDocument) || (known.pronounOf(speaker.name) ?? pronoun) !== pronoun
    );
  });

/** One quotation has one speaker, in however many sentences it stands. */
function quotationOwners(reads: readonly Read[]): Map<number, Said> {
  const owners = new Map<number, Said>();
  for (const read of reads) own(owners, read);
  return owners;
}

function own(owners: Map<number, Said>, { said, making }: Read): void {
  if (!said) return;
  for (const id of making.reading.words.quoted) if (id > 0 && !owners.has(id)) owners.set(id, said);
}

/** "Jane Doe wants it “closed and forgotten”" goes on with nobody's quotation. */
const ownSubject = (reads: readonly Read[], index: number): Said | null =>
  (reads[index]?.making.reading.words.quoted[0] ?? 0) > 0 ? null : quotedInPart(reads, index);

/** A further quotation is by the speaker before it; one that opens a paragraph may be by the one named right after it. */
function neighbour(reads: readonly Read[], index: number): Said | null {
  const here = reads[index]?.making.reading;
  const next = reads[index + 1];
  if (!here) return null;
  if (
    next?.said &&
    !next.said.carried &&
    next.making.reading.paragraph === here.paragraph &&
    namesOnly(next.making.reading)
  )
    return next.said;
  const previous = reads[index - 1];
  if (!previous?.said) return null;
  const near = here.paragraph - previous.making.reading.paragraph <= 1;
  return near ? previous.said : null;
}

/** “It was a bad day.” Jane Doe said. */
const namesOnly = ({ frames, words, quotedWords }: Reading): boolean =>
  quotedWords === 0 && frames[0] !== undefined && words.tokens.length - (frames[0].to - frames[0].from) <= 4;

/** Quotation marks that were lost: a sentence in the first person right after one that somebody said in the first person. */
function lostMarks(reads: readonly Read[], index: number): Said | null {
  const previous = reads[index - 1];
  const here = reads[index]?.making.reading;
  if (!previous?.said || !here || here.paragraph - previous.making.reading.paragraph > 1) return null;
  const speaks =
    FIRST_PERSON.test(here.sentence.text) && FIRST_PERSON.test(previous.making.reading.sentence.text);
  return speaks ? previous.said : null;
}
