/** Whom "he", "they", "it" and "its lawyers" mean. */
import type { AttributionLink } from '../types.ts';
import { descriptionLink } from './chain.ts';
import { mentionedDocument } from './mentioned-documents.ts';
import type { Frame } from './sources.ts';
import { isLaw } from './speaker-nouns.ts';
import type { Reading } from './reading.ts';
import { isQuotation, isUnclaimedQuotation, LONGEST_QUOTATION, speakerOf, type Read } from './reads.ts';
import { mainSubject } from './clauses.ts';
import { asideOf, leadingSubject, linkOfMention, ownerAfter, ownerBefore } from './own-sentence.ts';
import { isQuantity } from './quantity-subjects.ts';
import { has } from './phrase.ts';
import { COORDINATOR, RELATIVE, SUBORDINATOR } from './word-classes.ts';

const FURTHEST_PRONOUN = 4;
/** Whose "its lawyers" are is found as "it" would be. */
const STANDS_FOR = new Map([
  ['his', 'he'],
  ['her', 'she'],
  ['its', 'it'],
  ['their', 'they'],
  ['man', 'he'],
  ['boy', 'he'],
  ['woman', 'she'],
  ['girl', 'she'],
]);
/** Whom "he", "they" or "it" means before the sentence at `index`: the nearest speaker that can be it, else the nearest name. */
export function resolvePronoun(
  reads: readonly Read[],
  index: number,
  { speaker, needsDocument }: Pick<Frame, 'speaker' | 'needsDocument'>,
): AttributionLink | null {
  const making = reads[index]?.making;
  const reading = making?.reading;
  const word = reading?.words.tokens[speaker.head]?.lower ?? '';
  if (!making || !reading) return null;
  const pronoun = isQuantity(reading.words.tokens, speaker.head) ? 'they' : (STANDS_FOR.get(word) ?? word);
  const human = isHuman(pronoun);
  const leading =
    ownerAfter(making, speaker.head) ?? leadingSubject(making, speaker.head) ?? asideOf(making, speaker.head);
  const { known } = making;
  const agrees = ({ name }: Pick<AttributionLink, 'name'>): boolean =>
    !human || (known.pronounOf(name) ?? pronoun) === pronoun;
  const isMeant = (link: Pick<AttributionLink, 'name' | 'kind'>): boolean =>
    fits(link, pronoun, needsDocument) && agrees(link);
  if (leading && isMeant(leading)) return leading;
  const owner = ownerBefore(making, speaker.head, isMeant);
  if (owner) return owner === 'either' ? null : owner;
  if (human) {
    const inside = personInside(reading, speaker.head);
    if (inside && agrees(inside)) return linkOfMention(making, inside);
  }
  let furthest = index - FURTHEST_PRONOUN;
  for (let back = index - 1; back >= Math.max(0, furthest); back -= 1) {
    // What is quoted at length stands between somebody and the next "she says"; it names nobody else.
    if (index - back < LONGEST_QUOTATION && isUnclaimedQuotation(reads[back])) {
      furthest -= 1;
      continue;
    }
    // "She saw one man. The man …" is whom she saw, and has no name.
    if (isIntroduced(reads[back], word)) return null;
    const inParagraph = reads[back]?.making.reading.paragraph === reading.paragraph;
    const isNext = back === index - 1;
    const opens = isNext && speaker.head === 0;
    const link = meantIn(reads[back], { pronoun, needsDocument, agrees, inParagraph, isNext, opens });
    if (link === 'either') return null;
    if (link === 'somebody else' && pronoun === 'they' && !needsDocument) {
      // A person quoted before hides whoever "they" are; unless the sentence is itself that person's quotation.
      const speaker = speakerOf(reads[back]);
      return isNext && isQuotation(reading) ? speaker : null;
    }
    if (link === null || link === 'somebody else') continue;
    if (!human || known.pronounOf(link.name) !== null) return link;
    // "The case is of interest to John Roe, who, he believes, …": nothing says that it is the one before, and he is named here.
    const named = namedBefore(reading, speaker.head, ({ name }) => known.pronounOf(name) === pronoun);
    if (!named) return link;
    return isTiedTo(reading, named, speaker.head) ? linkOfMention(making, named) : null;
  }
  return null;
}

/** "One man", "an elderly woman". */
const isIntroduced = (read: Read | undefined, word: string): boolean =>
  /^(?:man|boy|woman|girl)$/.test(word) &&
  read !== undefined &&
  read.making.reading.words.tokens.some(
    ({ lower }, at, tokens) =>
      lower === word &&
      tokens.slice(Math.max(0, at - 2), at).some((token) => /^(?:an?|one|another)$/.test(token.lower)),
  );

interface Wanted {
  readonly pronoun: string;
  readonly needsDocument: boolean;
  /** Whether nothing says that the other pronoun is used of the name. */
  readonly agrees: (link: Pick<AttributionLink, 'name'>) => boolean;
  /** Whether the earlier sentence stands in the pronoun's paragraph. */
  readonly inParagraph: boolean;
  /** Whether the pronoun's sentence follows right upon the earlier one. */
  readonly isNext: boolean;
  /** And begins with the pronoun. */
  readonly opens: boolean;
}

/**
 * Whom the pronoun can mean in an earlier sentence: its speaker, else its subject, else the one person it names. Two people
 * of whom nothing says which of them is "he" or "she" are either.
 */
function meantIn(
  read: Read | undefined,
  wanted: Wanted,
): AttributionLink | 'somebody else' | 'either' | null {
  if (!read) return null;
  const { pronoun, needsDocument, agrees, inParagraph } = wanted;
  const speaker = speakerOf(read);
  if (speaker && fits(speaker, pronoun, needsDocument) && agrees(speaker))
    return isDoubtful(read, speaker, wanted) ? 'either' : speaker;
  if (needsDocument) return documentIn(read, pronoun);
  const human = isHuman(pronoun);
  // What a paper says hides nobody who is told of in the same paragraph.
  if (speaker && !(human && speaker.kind === 'document' && inParagraph)) {
    // "Jane Doe said John Roe had lied. He …": she is no "he", so he is whom she spoke of.
    const isOther = wanted.isNext && isPerson(speaker) && !agrees(speaker);
    return (isOther ? onlyPerson(read, othersNamed(read, speaker).filter(agrees)) : null) ?? 'somebody else';
  }
  const { words } = read.making.reading;
  const subject = mainSubject(words, words.tokens.length);
  const named = subject && !subject.isPronoun ? descriptionLink(read.making, subject) : null;
  if (named && fits(named, pronoun, needsDocument) && agrees(named))
    return isDoubtful(read, named, wanted) ? 'either' : named;
  const person = human ? onlyPerson(read, read.making.reading.people.filter(agrees)) : null;
  return person === 'either' && !wanted.opens ? null : person;
}

type People = Reading['people'];

function onlyPerson({ making }: Read, [person, other]: People): AttributionLink | 'either' | null {
  if (!person) return null;
  return other && other.name !== person.name ? 'either' : linkOfMention(making, person);
}

/** Whom a sentence names after it has said who speaks or acts. */
function othersNamed({ making: { reading } }: Read, { name }: AttributionLink): People {
  const { frames, words, people } = reading;
  const cue = frames[0]?.cue ?? mainSubject(words, words.tokens.length)?.to ?? 0;
  return people.filter(
    ({ name: other, phrase }) => other !== name && phrase.from > cue && !words.quoted[phrase.head],
  );
}

/** "Doe said Roe had lied. He said …": nothing tells which of them. */
const isDoubtful = (read: Read, link: AttributionLink, { pronoun, agrees, opens }: Wanted): boolean =>
  isHuman(pronoun) &&
  opens &&
  read.making.known.pronounOf(link.name) === null &&
  othersNamed(read, link).some(agrees);

const isHuman = (pronoun: string): boolean => pronoun === 'he' || pronoun === 'she';
const isPerson = ({ kind }: AttributionLink): boolean => kind === 'person' || kind === 'anonymous';

/** Through which somebody spoke, or which is only spoken of: "She was handed a list. It …". */
const documentIn = ({ said, making }: Read, pronoun: string): AttributionLink | null =>
  said?.links.find((link) => fits(link, pronoun, true)) ?? mentionedDocument(making, pronoun);

/** Whether a speaker of this kind can be meant by the pronoun. */
export function fits(
  { kind, name }: Pick<AttributionLink, 'name' | 'kind'>,
  pronoun: string,
  needsDocument: boolean,
): boolean {
  if (needsDocument) return kind === 'document' && !isLaw(name) && agreesInNumber(name, pronoun);
  if (isHuman(pronoun))
    return kind === 'person' || kind === 'anonymous' || /(?<!\p{L})spokes\p{L}+/u.test(name);
  if (pronoun === 'it') return kind === 'organisation' || kind === 'government' || kind === 'document';
  return kind !== 'document' && kind !== 'person' && !(kind === 'anonymous' && /^(?:an?|one) /.test(name));
}

/** "They" are several papers, or a heap of them. */
function agreesInNumber(document: string, pronoun: string): boolean {
  if (pronoun !== 'they') return true;
  const head = document.toLowerCase().split(/ (?:of|in|by|from|on|about|to|for) /)[0] ?? '';
  return head.endsWith('s') || /(?:cache|trove|leak|data|material|footage|evidence)$/.test(head);
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

const namedBefore = (
  { people, words }: Reading,
  pronoun: number,
  isMeant: (person: People[number]) => boolean,
): People[number] | undefined =>
  people.find(
    (person) => person.phrase.to <= pronoun && !words.quoted[person.phrase.head] && isMeant(person),
  );

/** "John Roe, in whose case, he says, …": the clause is about him, and names nobody else. */
const isTiedTo = ({ people, words }: Reading, { name, phrase }: People[number], pronoun: number): boolean =>
  words.tokens.slice(phrase.to, pronoun).some((token) => has(token, RELATIVE)) &&
  people.every((other) => other.name === name || other.phrase.from > pronoun);
