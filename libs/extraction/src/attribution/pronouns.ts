/** Whom "he", "they", "it" and "its lawyers" mean. */
import type { AttributionLink } from '../types.ts';
import { descriptionLink, type Making } from './chain.ts';
import { mentionedDocument } from './mentioned-documents.ts';
import type { Frame } from './sources.ts';
import { isLaw } from './speaker-nouns.ts';
import { phraseAfter } from './noun-phrases.ts';
import type { Reading } from './reading.ts';
import { isQuotation, isUnclaimedQuotation, LONGEST_QUOTATION, speakerOf, type Read } from './reads.ts';
import { mainSubject } from './clauses.ts';
import { isQuantity } from './quantity-subjects.ts';
import { ADVERB, COORDINATOR, SUBORDINATOR } from './word-classes.ts';

const FURTHEST_PRONOUN = 4;
/** "Her husband had gone, she said": somebody else's. */
const POSSESSIVE = new Set(['his', 'her', 'its', 'their', 'my', 'our']);
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
  const reading = reads[index]?.making.reading;
  const word = reading?.words.tokens[speaker.head]?.lower ?? '';
  if (!reading) return null;
  const pronoun = isQuantity(reading.words.tokens, speaker.head) ? 'they' : (STANDS_FOR.get(word) ?? word);
  const human = pronoun === 'he' || pronoun === 'she';
  const leading =
    ownerAfter(reads[index]?.making, speaker.head) ??
    leadingSubject(reads[index]?.making, speaker.head) ??
    asideOf(reads[index]?.making, speaker.head);
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
    const inParagraph = reads[back]?.making.reading.paragraph === reading.paragraph;
    const link = meantIn(reads[back], { pronoun, needsDocument, agrees, inParagraph });
    if (link === 'somebody else' && pronoun === 'they' && !needsDocument) {
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

/** "By his own count, Jane Doe left twice": the name follows. */
function ownerAfter(making: Making | undefined, pronoun: number): AttributionLink | null {
  const { tokens } = making?.reading.words ?? { tokens: [] };
  if (!making || pronoun > 1 || !/^(?:his|her)$/.test(tokens[pronoun]?.lower ?? '')) return null;
  const comma = tokens.findIndex(({ text }) => text === ',');
  const subject = comma > 0 ? phraseAfter(tokens, comma + 1) : null;
  return subject?.isName ? descriptionLink(making, subject) : null;
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

/**
 * "The board met twice that year, it told the hearing": at the start of a paragraph the sentence's own subject speaks;
 * "Jane Doe remembers it otherwise: she said" everywhere.
 */
function asideOf(making: Making | undefined, pronoun: number): AttributionLink | null {
  const { words, startsParagraph } = making?.reading ?? {};
  const mark = words?.tokens[pronoun - 1]?.text;
  if (!making || !words || !(mark === ':' || (mark === ',' && startsParagraph))) return null;
  const subject = mainSubject(words, pronoun - 1);
  if (!subject || subject.isPronoun || POSSESSIVE.has(words.tokens[subject.from]?.lower ?? '')) return null;
  return descriptionLink(making, subject);
}

interface Wanted {
  readonly pronoun: string;
  readonly needsDocument: boolean;
  /** Whether the text has not used the other pronoun of the same name. */
  readonly agrees: (link: AttributionLink) => boolean;
  /** Whether the earlier sentence stands in the pronoun's paragraph. */
  readonly inParagraph: boolean;
}

/** Whom the pronoun can mean in an earlier sentence: its speaker, else its subject, else the one person it names. */
function meantIn(read: Read | undefined, wanted: Wanted): AttributionLink | 'somebody else' | null {
  if (!read) return null;
  const { pronoun, needsDocument, agrees, inParagraph } = wanted;
  const { words, people } = read.making.reading;
  const speaker = speakerOf(read);
  if (speaker && fits(speaker, pronoun, needsDocument) && agrees(speaker)) return speaker;
  if (needsDocument) return documentIn(read, pronoun);
  // What a paper says hides nobody who is told of in the same paragraph.
  const human = pronoun === 'he' || pronoun === 'she';
  if (speaker && !(human && speaker.kind === 'document' && inParagraph)) return 'somebody else';
  const subject = mainSubject(words, words.tokens.length);
  const named = subject && !subject.isPronoun ? descriptionLink(read.making, subject) : null;
  if (named && fits(named, pronoun, needsDocument) && agrees(named)) return named;
  const [person, other] = people;
  if (!person || !human || (other && other.name !== person.name)) return null;
  const link = linkOfMention(read.making, person);
  return link && agrees(link) ? link : null;
}

/** Through which somebody spoke, or which is only spoken of: "She was handed a list. It …". */
const documentIn = ({ said, making }: Read, pronoun: string): AttributionLink | null =>
  said?.links.find((link) => fits(link, pronoun, true)) ?? mentionedDocument(making, pronoun);

function fits({ kind, name }: AttributionLink, pronoun: string, needsDocument: boolean): boolean {
  if (needsDocument) return kind === 'document' && !isLaw(name) && agreesInNumber(name, pronoun);
  if (pronoun === 'he' || pronoun === 'she')
    return (
      !OTHER_GENDER[pronoun].test(name) &&
      (kind === 'person' || kind === 'anonymous' || /(?<!\p{L})spokes\p{L}+/u.test(name))
    );
  if (pronoun === 'it') return kind === 'organisation' || kind === 'government' || kind === 'document';
  return kind !== 'document' && kind !== 'person' && !(kind === 'anonymous' && /^(?:an?|one) /.test(name));
}

/** Descriptions that say whether it is a man or a woman: "its spokesman". */
const OTHER_GENDER = { he: /^\p{Ll}.*woman(?!\p{L})/u, she: /^\p{Ll}.*(?<!wo|hu)man(?!\p{L})/u };

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
