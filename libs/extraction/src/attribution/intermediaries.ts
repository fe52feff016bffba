/** Through whom a statement came: the outlet a person spoke to, the paper that obtained the documents, the statement it stood in. */
import { wordSet } from '../word-set.ts';
import type { SpeakerKind } from '../types.ts';
import type { Frame } from './sources.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, type Phrase } from './phrase.ts';
import { isMediaWord } from './speaker-nouns.ts';
import type { Words } from './clauses.ts';
import { HANDED_ON } from './document-subjects.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { PREPOSITION, TIME } from './word-classes.ts';

export interface Intermediary {
  readonly phrase: Phrase;
  /** Known from the construction; null: as the phrase itself says. */
  readonly kind: SpeakerKind | null;
}

const MEDIUM =
  /^(?:statement|report|letter|email|e-mail|post|tweet|memo|filing|release|blog|article|paper|message|speech|testimony|affidavit|submission|dossier|briefing|book|bulletin|note|newsletter|lawsuit|complaint|response|study|announcement)s?$/;
const PLATFORMS = wordSet(
  'twitter facebook telegram instagram linkedin tiktok weibo bluesky mastodon youtube reddit x whatsapp',
);
const TELLING = wordSet('told tells tell telling');
const SPEAKING = wordSet('speaking speak spoke talking');
const HANDED_ON_REACH = 5;

export function intermediariesOf(words: Words, frame: Frame): Intermediary[] {
  const { tokens } = words;
  const found = [
    employer(tokens, frame.speaker),
    handedOn(tokens, frame.speaker),
    spokenTo(words, frame),
    medium(words, frame),
  ];
  return found.filter((link) => link !== null);
}

/** "Jane Doe of the Daily Post". */
function employer(tokens: readonly Token[], { isName, noun, nameTo }: Phrase): Intermediary | null {
  const isPerson = isName && (noun === null || noun.kind === 'role');
  const phrase = isPerson && tokens[nameTo]?.lower === 'of' ? phraseAfter(tokens, nameTo + 1) : null;
  return phrase && isOutlet(tokens, phrase)
    ? { phrase: withArticle(tokens, phrase), kind: 'organisation' }
    : null;
}

/** "documents obtained by the Herald". */
function handedOn(tokens: readonly Token[], speaker: Phrase): Intermediary | null {
  const by = handedOnAt(tokens, speaker);
  const phrase = by === null ? null : phraseAfter(tokens, by + 1);
  return phrase && (phrase.isName || phrase.noun) ? { phrase, kind: null } : null;
}

/** Where the "by" of "obtained by" or "published on Monday by" stands, after the head of the phrase or shortly after its end. */
function handedOnAt(tokens: readonly Token[], { head, to, noun }: Phrase): number | null {
  if (noun?.kind !== 'document') return null;
  for (let index = head + 1; index < to + HANDED_ON_REACH; index += 1) {
    const token = tokens[index];
    if (!token || token.text === '.' || token.text === ';') return null;
    if (!isOneOf(token, HANDED_ON)) continue;
    const by = tokens[index + 1]?.lower === 'on' && has(tokens[index + 2], TIME) ? index + 3 : index + 1;
    if (/^(?:by|to|with)$/.test(tokens[by]?.lower ?? '')) return by;
  }
  return null;
}

/** A document's name ends before what happened to it: "a report | published on Monday". */
export function withoutHistory(tokens: readonly Token[], phrase: Phrase): Phrase {
  if (phrase.isName || phrase.noun?.kind !== 'document') return phrase;
  for (let index = phrase.head + 1; index < phrase.to; index += 1)
    if (isOneOf(tokens[index], HANDED_ON) && !describesNext(tokens, index, phrase.to))
      return { ...phrase, to: index, nameTo: index };
  return phrase;
}

/** "the trove of | leaked letters". */
const describesNext = (tokens: readonly Token[], at: number, end: number): boolean =>
  at + 1 < end && has(tokens[at - 1], PREPOSITION) && !has(tokens[at + 1], PREPOSITION | TIME);

/** "Speaking | to", "interview | with". */
const speaksTo = (token: Token, next: Token | undefined): boolean =>
  (next?.lower === 'with' && (token.lower === 'interview' || isOneOf(token, SPEAKING))) ||
  (next?.lower === 'to' && isOneOf(token, SPEAKING));

/** "told the Daily Post", "in an interview with Radio Harlow", "speaking to the BBC". */
function spokenTo({ tokens, quoted }: Words, frame: Frame): Intermediary | null {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token || quoted[index]) continue;
    const told = index === frame.cue && isOneOf(token, TELLING);
    if (!told && !speaksTo(token, tokens[index + 1])) continue;
    const start = told ? index + 1 : index + 2;
    const phrase = phraseAfter(tokens, start);
    if (phrase && isOutlet(tokens, phrase))
      return { phrase: withArticle(tokens, phrase), kind: 'organisation' };
  }
  return null;
}

/** A newspaper, broadcaster or agency: by a word of its name, its noun, or a "The" with a capital in mid-sentence. */
export function isOutlet(tokens: readonly Token[], phrase: Phrase): boolean {
  const { from, nameFrom, nameTo, noun, isName } = phrase;
  const words = tokens.slice(nameFrom, nameTo);
  if (isName && (words.some(({ lower }) => isMediaWord(lower)) || (from > 0 && tokens[from]?.text === 'The')))
    return true;
  return (
    noun !== null &&
    /^(?:newspaper|broadcaster|magazine|channel|station|podcast|newswire|outlet|website|tabloid|programme|journal)$/.test(
      noun.singular,
    )
  );
}

/** "The" is part of a newspaper's name. */
const withArticle = (tokens: readonly Token[], phrase: Phrase): Phrase =>
  phrase.isName && tokens[phrase.from]?.text === 'The' ? { ...phrase, nameFrom: phrase.from } : phrase;

/** "in a statement", "on Facebook": beside the verb, or leading the sentence in. */
function medium({ tokens }: Words, { cue, to, type, speaker }: Frame): Intermediary | null {
  if (type !== 'subject' || speaker.noun?.kind === 'document') return null;
  let after = to;
  while (has(tokens[after], TIME) || tokens[after]?.lower === 'on') {
    if (isPlatform(tokens, after + 1)) break;
    after += 1;
  }
  for (const at of [after, 0, speaker.to]) {
    if (at > cue && at < to) continue;
    const preposition = tokens[at]?.lower;
    if (preposition === 'on' && isPlatform(tokens, at + 1)) {
      const phrase = phraseAfter(tokens, at + 1);
      if (phrase) return { phrase, kind: 'organisation' };
    }
    const phrase = preposition === 'in' || preposition === 'via' ? phraseAfter(tokens, at + 1) : null;
    if (phrase?.noun && MEDIUM.test(phrase.noun.singular)) return { phrase, kind: 'document' };
  }
  return null;
}

const isPlatform = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.isCapital === true && isOneOf(tokens[index], PLATFORMS);
