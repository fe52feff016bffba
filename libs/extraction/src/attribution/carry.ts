/** Speakers of sentences that do not name one: pronouns, and quotations that go on. */
import type { AttributionLink } from '../types.ts';
import { accountBefore } from './accounts.ts';
import { descriptionLink, type Making, type Said } from './chain.ts';
import type { Frame } from './sources.ts';
import { phraseAfter } from './noun-phrases.ts';
import type { Reading } from './reading.ts';
import { mainSubject } from './clauses.ts';
import { isQuantity } from './quantity-subjects.ts';
import { ADVERB, COORDINATOR, SUBORDINATOR } from './word-classes.ts';

/** A reading with what is known of it so far. */
export interface Read {
  readonly making: Making;
  said: Said | null;
}

const FURTHEST_PRONOUN = 4;
/** In sentences; the bound keeps long texts linear. */
const LONGEST_QUOTATION = 40;
/** "Her husband had gone, she said": somebody else's. */
const POSSESSIVE = new Set(['his', 'her', 'its', 'their', 'my', 'our']);
/** Whose "its lawyers" are is found as "it" would be. */
const STANDS_FOR = new Map([
  ['his', 'he'],
  ['her', 'she'],
  ['its', 'it'],
  ['their', 'they'],
]);
const FIRST_PERSON =
  /(?<![\p{L}’'])(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e[’'](?:re|ve|d|ll)|[Oo]ur|us)(?![\p{L}’'.])/u;

/** Whom "he", "they" or "it" means before the sentence at `index`: the nearest speaker that can be it, else the nearest name. */
export function resolvePronoun(
  reads: readonly Read[],
  index: number,
  { speaker, needsDocument }: Pick<Frame, 'speaker' | 'needsDocument'>,
): AttributionLink | null {
  const reading = reads[index]?.making.reading;
  const word = reading?.words.tokens[speaker.head]?.lower ?? '';
  if (!reading) return null;
  const pronoun = isQuantity(reading.words.tokens, speaker.head) ? 'they' : (STANDS_FOR.get(word) ?? word);
  const human = pronoun === 'he' || pronoun === 'she';
  const leading =
    leadingSubject(reads[index]?.making, speaker.head) ?? asideOf(reads[index]?.making, speaker.head);
  if (leading && fits(leading, pronoun, needsDocument)) return leading;
  if (human) {
    const inside = personInside(reading, speaker.head);
    if (inside) return linkOfMention(reads[index]?.making, inside);
  }
  const { known } = reads[index]?.making ?? {};
  const agrees = ({ name }: AttributionLink): boolean =>
    !human || (known?.pronounOf(name) ?? pronoun) === pronoun;
  let furthest = index - FURTHEST_PRONOUN;
  for (let back = index - 1; back >= Math.max(0, furthest); back -= 1) {
    // What is quoted at length stands between somebody and the next "she says"; it names nobody else.
    if (index - back < LONGEST_QUOTATION && isUnclaimedQuotation(reads[back])) {
      furthest -= 1;
      continue;
    }
    const link = meantIn(reads[back], { pronoun, needsDocument, agrees });
    if (link === 'somebody else' && pronoun === 'they') {
      // A person quoted before hides whoever "they" are; unless the sentence is itself that person's quotation.
      const speaker = speakerOf(reads[back]);
      return back === index - 1 && isQuotation(reading) ? speaker : null;
    }
    if (link === null || link === 'somebody else') continue;
    if (human) known?.learnPronoun(link.name, pronoun);
    return link;
  }
  return null;
}

/** "Though the agency has said so, it …": the subject of the clause that leads the sentence in. */
function leadingSubject(making: Making | undefined, pronoun: number): AttributionLink | null {
  const { tokens } = making?.reading.words ?? { tokens: [] };
  const start = tokens.findIndex(({ classes }) => (classes & (ADVERB | COORDINATOR)) === 0);
  if (!making || start < 0 || ((tokens[start]?.classes ?? 0) & SUBORDINATOR) === 0) return null;
  const phrase = phraseAfter(tokens, start + 1);
  const known =
    phrase && phrase.to <= pronoun && !phrase.isPronoun && (phrase.isName || phrase.noun !== null);
  return known ? descriptionLink(making, phrase) : null;
}

/** "The board met twice that year, it told the hearing": at the start of a paragraph the sentence's own subject speaks. */
function asideOf(making: Making | undefined, pronoun: number): AttributionLink | null {
  if (!making?.reading.startsParagraph) return null;
  const { words } = making.reading;
  if (words.tokens[pronoun - 1]?.text !== ',') return null;
  const subject = mainSubject(words, pronoun - 1);
  if (!subject || subject.isPronoun || POSSESSIVE.has(words.tokens[subject.from]?.lower ?? '')) return null;
  return descriptionLink(making, subject);
}

interface Wanted {
  readonly pronoun: string;
  readonly needsDocument: boolean;
  /** Whether the text has not used the other pronoun of the same name. */
  readonly agrees: (link: AttributionLink) => boolean;
}

/** Whom the pronoun can mean in an earlier sentence: its speaker, else its subject, else the one person it names. */
function meantIn(read: Read | undefined, wanted: Wanted): AttributionLink | 'somebody else' | null {
  if (!read) return null;
  const { pronoun, needsDocument, agrees } = wanted;
  const { words, people } = read.making.reading;
  const speaker = speakerOf(read);
  if (speaker && fits(speaker, pronoun, needsDocument) && agrees(speaker)) return speaker;
  if (speaker) return 'somebody else';
  const subject = mainSubject(words, words.tokens.length);
  const named = subject && !subject.isPronoun ? descriptionLink(read.making, subject) : null;
  if (named && fits(named, pronoun, needsDocument) && agrees(named)) return named;
  const [person, other] = people;
  if (!person || (pronoun !== 'he' && pronoun !== 'she') || (other && other.name !== person.name))
    return null;
  const link = linkOfMention(read.making, person);
  return link && agrees(link) ? link : null;
}

const speakerOf = (read: Read | undefined): AttributionLink | null =>
  read?.said?.links.find(({ role }) => role === 'speaker') ?? null;

function fits({ kind, name }: AttributionLink, pronoun: string, needsDocument: boolean): boolean {
  if (needsDocument) return kind === 'document';
  if (pronoun === 'he' || pronoun === 'she')
    return kind === 'person' || kind === 'anonymous' || /(?<!\p{L})spokes\p{L}+/u.test(name);
  if (pronoun === 'it') return kind === 'organisation' || kind === 'government' || kind === 'document';
  return kind !== 'document' && kind !== 'person';
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
    const said =
      owner ??
      (isQuotation(reading)
        ? (neighbour(reads, index) ?? actor(reads, index))
        : (lostMarks(reads, index) ?? accountBefore(reads, index)));
    if (!said) return;
    read.said = { ...said, stance: 'asserts', carried: true };
    own(owners, read);
  });
}

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

const isUnclaimedQuotation = (read: Read | undefined): boolean =>
  read !== undefined && read.said === null && isQuotation(read.making.reading);

/** “Very good.” is one too. */
const isQuotation = ({ quotedShare, quotedWords }: Reading): boolean =>
  quotedShare === 1 || (quotedShare >= 0.5 && quotedWords > 2);

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

/** "Jane Doe laughs at that. “We were six.”": whom the sentence before is about, when nobody is said to speak. */
function actor(reads: readonly Read[], index: number): Said | null {
  const previous = reads[index - 1]?.making;
  const here = reads[index]?.making.reading;
  if (!previous || !here || here.paragraph - previous.reading.paragraph > 1) return null;
  const { words } = previous.reading;
  const subject = mainSubject(words, words.tokens.length);
  if (!subject) return null;
  const link = subject.isPronoun
    ? resolvePronoun(reads, index - 1, { speaker: subject, needsDocument: false })
    : descriptionLink(previous, subject);
  return link && (link.kind === 'person' || link.kind === 'anonymous')
    ? { links: [link], stance: 'asserts', carried: true }
    : null;
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
