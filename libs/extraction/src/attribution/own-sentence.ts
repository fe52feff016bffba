/** Whom a pronoun means within its own sentence, by where both stand in it. */
import type { AttributionLink } from '../types.ts';
import { descriptionLink, type Making } from './chain.ts';
import { mainSubject } from './clauses.ts';
import type { Mention } from './known-names.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, previous, type Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import { ADVERB, COORDINATOR, PREPOSITION, SUBORDINATOR } from './word-classes.ts';

/** "Her husband had gone, she said": somebody else's. */
const POSSESSIVE = new Set(['his', 'her', 'its', 'their', 'my', 'our']);

/** "By his own count, Jane Doe left twice": the name follows. */
export function ownerAfter(making: Making | undefined, pronoun: number): AttributionLink | null {
  const { tokens } = making?.reading.words ?? { tokens: [] };
  if (!making || pronoun > 1 || !/^(?:his|her)$/.test(tokens[pronoun]?.lower ?? '')) return null;
  const comma = tokens.findIndex(({ text }) => text === ',');
  const subject = comma > 0 ? phraseAfter(tokens, comma + 1) : null;
  return subject?.isName ? descriptionLink(making, subject) : null;
}

/** "Though the agency has said so, it …": the subject of the clause that leads the sentence in. */
export function leadingSubject(making: Making | undefined, pronoun: number): AttributionLink | null {
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
export function asideOf(making: Making | undefined, pronoun: number): AttributionLink | null {
  const { words, startsParagraph } = making?.reading ?? {};
  const mark = words && previous(words.tokens, pronoun)?.text;
  if (!making || !words || !(mark === ':' || (mark === ',' && startsParagraph))) return null;
  const subject = mainSubject(words, pronoun - 1);
  if (!subject || subject.isPronoun || POSSESSIVE.has(words.tokens[subject.from]?.lower ?? '')) return null;
  return descriptionLink(making, subject);
}

/**
 * "The mayor, Jane Doe, left early; | her spokesman said": before anybody of an earlier sentence it is the one person whom
 * the sentence has named, else its subject. Of two people who can both be meant nothing says which: 'either'.
 */
export function ownerBefore(
  making: Making,
  possessive: number,
  isMeant: (link: Pick<AttributionLink, 'name' | 'kind'>) => boolean,
): AttributionLink | 'either' | null {
  const { words, people } = making.reading;
  const { tokens, quoted } = words;
  if (!POSSESSIVE.has(tokens[possessive]?.lower ?? '')) return null;
  const named = people.filter(
    (person) => person.phrase.to <= possessive && !quoted[person.phrase.head] && isMeant(person),
  );
  const [first] = named;
  if (first) return named.every(({ name }) => name === first.name) ? linkOfMention(making, first) : 'either';
  const subject = mainSubject(words, possessive);
  const link = subject && !subject.isPronoun ? descriptionLink(making, upToHead(tokens, subject)) : null;
  return link && isMeant(link) ? link : null;
}

/** "The mayor | left early": no list holds every verb. */
const upToHead = (tokens: readonly Token[], phrase: Phrase): Phrase =>
  phrase.isName || has(tokens[phrase.head + 1], PREPOSITION)
    ? phrase
    : { ...phrase, to: phrase.head + 1, nameTo: phrase.head + 1 };

/** Somebody whom the sentence names. */
export function linkOfMention({ reading, spanOf }: Making, { name, kind, phrase }: Mention): AttributionLink {
  const { tokens } = reading.words;
  const start = tokens[phrase.nameFrom]?.start ?? 0;
  const end = tokens[phrase.nameTo - 1]?.end ?? start;
  return { role: 'speaker', name, kind, span: spanOf(reading.startUnit + start, reading.startUnit + end) };
}
