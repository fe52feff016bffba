/** Speakers of sentences that do not name one: pronouns, and quotations that go on. */
import type { AttributionLink } from '../types.ts';
import { descriptionLink, type Making, type Said } from './chain.ts';
import type { Frame } from './frames.ts';
import type { Reading } from './reading.ts';
import { mainSubject } from './subjects.ts';
import { COORDINATOR, SUBORDINATOR } from './word-classes.ts';

/** A reading with what is known of it so far. */
export interface Read {
  readonly making: Making;
  said: Said | null;
}

const FURTHEST_PRONOUN = 4;
const LEAST_QUOTED = 6;
const FIRST_PERSON =
  /(?<![\p{L}’'])(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e[’'](?:re|ve|d|ll)|[Oo]ur|us)(?![\p{L}’'.])/u;

/** Whom "he", "they" or "it" means before the sentence at `index`: the nearest speaker that can be it, else the nearest name. */
export function resolvePronoun(
  reads: readonly Read[],
  index: number,
  { speaker, needsDocument }: Frame,
): AttributionLink | null {
  const reading = reads[index]?.making.reading;
  const pronoun = reading?.words.tokens[speaker.head]?.lower ?? '';
  if (!reading) return null;
  const human = pronoun === 'he' || pronoun === 'she';
  if (human) {
    const inside = personInside(reading, speaker.head);
    if (inside) return linkOfMention(reads[index]?.making, inside);
  }
  for (let back = index - 1; back >= Math.max(0, index - FURTHEST_PRONOUN); back -= 1) {
    const read = reads[back];
    if (!read) break;
    const link = read.said?.links.find(({ role }) => role === 'speaker');
    if (link && fits(link, pronoun, needsDocument)) return link;
    if (human) {
      const [first] = read.making.reading.people;
      if (first && !link) return linkOfMention(read.making, first);
    }
    const subject =
      needsDocument || pronoun === 'it' ? mainSubject(read.making.reading.words, Infinity) : null;
    if (subject && !subject.isPronoun) {
      const named = descriptionLink(read.making, subject);
      if (fits(named, pronoun, needsDocument)) return named;
    }
  }
  return null;
}

function fits({ kind, name }: AttributionLink, pronoun: string, needsDocument: boolean): boolean {
  if (needsDocument && pronoun !== 'they') return kind === 'document';
  if (pronoun === 'he' || pronoun === 'she')
    return kind === 'person' || kind === 'anonymous' || /(?<!\p{L})spokes\p{L}+/u.test(name);
  if (pronoun === 'it') return kind === 'organisation' || kind === 'government' || kind === 'document';
  return needsDocument || kind !== 'document';
}

/** "When Jane Doe arrived, she said": a person earlier in the sentence, if the pronoun's clause follows upon hers. */
function personInside({ people, words }: Reading, pronoun: number): Reading['people'][number] | undefined {
  const { tokens, quoted } = words;
  const before = tokens
    .slice(0, pronoun)
    .some(({ classes }) => (classes & (SUBORDINATOR | COORDINATOR)) !== 0);
  if (!before || pronoun > tokens.length / 2) return undefined;
  return people.find(({ phrase }) => phrase.to <= pronoun && !quoted[phrase.head]);
}

function linkOfMention(
  making: Making | undefined,
  { name, kind, phrase }: Reading['people'][number],
): AttributionLink | null {
  if (!making) return null;
  const { reading, spanOf } = making;
  const { tokens } = reading.words;
  const start = tokens[phrase.nameFrom]?.start ?? 0;
  const end = tokens[phrase.nameTo - 1]?.end ?? start;
  return { role: 'speaker', name, kind, span: spanOf(reading.startUnit + start, reading.startUnit + end) };
}

/** Fills in the sentences without a frame of their own. */
export function carryQuotations(reads: readonly Read[]): void {
  const owners = quotationOwners(reads);
  reads.forEach((read, index) => {
    if (read.said) return;
    const { reading } = read.making;
    const owner = reading.words.quoted.map((id) => owners.get(id)).find((said) => said !== undefined);
    const said = owner ?? (isQuotation(reading) ? neighbour(reads, index) : lostMarks(reads, index));
    if (said) read.said = { ...said, stance: 'asserts', carried: true };
  });
}

/** One quotation has one speaker, in however many sentences it stands. */
function quotationOwners(reads: readonly Read[]): Map<number, Said> {
  const owners = new Map<number, Said>();
  for (const { said, making } of reads) {
    if (!said) continue;
    for (const id of making.reading.words.quoted) if (id > 0 && !owners.has(id)) owners.set(id, said);
  }
  return owners;
}

const isQuotation = ({ quotedShare, quotedWords }: Reading): boolean =>
  quotedShare >= 0.5 ? quotedWords > 2 : quotedWords >= LEAST_QUOTED;

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
