/** Documents that lead a sentence in: "In one recording, two men plan the theft"; "In an email, Jane Doe defended the plan". */
import { wordSet } from '../word-set.ts';
import { isAdverb } from './base-phrases.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, isKnown, type Phrase } from './phrase.ts';
import type { Frame } from './sources.ts';
import type { Words } from './clauses.ts';
import type { SpeakerNoun } from './speaker-nouns.ts';
import type { Token } from './tokens.ts';
import { BE, DETERMINER, HAVE, MODAL, OTHER_VERB, PREPOSITION, PRONOUN } from './word-classes.ts';

/** What is written, said or ordered in somebody's name: without a name it says nothing here. */
const VOICES = wordSet(
  'post tweet statement article blog testimony memoir ruling judgment judgement verdict petition text',
);
/** The same, but also quoted as documents. */
const PAPERS = wordSet(
  'letter email e-mail memo memorandum message speech telegram cable note affidavit order decree directive',
);
/** What shows rather than speaks, and what is drawn up in nobody's name. */
const RECORDS = wordSet(
  `photo photograph image picture footage video document file report recording transcript spreadsheet database log logbook diary clip
   tape slide paper poll survey census study minute list register ledger table map manual handbook circular inventory chart presentation
   entry notebook dossier guideline instruction indictment audit page`,
);
const DIRECTIVES = wordSet(
  'directive circular memo memorandum instruction guideline order decree manual handbook protocol document',
);
/** In tokens: "dated 12 June and sent to every branch". */
const LONGEST_HISTORY = 14;

/** Whether the noun means something written or recorded, and not "number" or "plan". */
export const isPaper = ({ kind, singular }: SpeakerNoun): boolean =>
  kind === 'document' && (PAPERS.has(singular) || RECORDS.has(singular));

const LEADING = wordSet('in on under');

/** The document, or who speaks through it unless one of `said` tells who does; both when it depends on whom a pronoun means. */
export function leadInFrames(words: Words, said: readonly Frame[]): Frame[] {
  const { tokens } = words;
  const preposition = tokens[0]?.lower ?? '';
  const speaker = LEADING.has(preposition) ? phraseAfter(tokens, 1) : null;
  if (!speaker || speaker.isPronoun || speaker.isName || speaker.noun?.kind !== 'document') return [];
  const { singular } = speaker.noun;
  const isQuoted = PAPERS.has(singular);
  const isVoice = isQuoted || VOICES.has(singular);
  const fits = preposition === 'under' ? DIRECTIVES.has(singular) : isVoice || RECORDS.has(singular);
  // "On page 4", but not "on a list".
  if (!fits || (preposition === 'on' && singular !== 'page')) return [];
  const clause = clauseAfter(words, speaker.to);
  if (clause === null) return [];
  const isSaid = said.some(isMain);
  const person = isVoice && !isSaid && preposition === 'in' ? actingIn(tokens, clause) : null;
  const frames: Frame[] = [];
  if (person)
    frames.push(
      frameOf(person, { cue: person.to, from: clause, to: person.to, type: 'subject', place: 'before' }),
    );
  if ((isQuoted || !isVoice) && (!person || person.isPronoun))
    frames.push(frameOf(speaker, { cue: 0, from: 0, to: speaker.to, type: 'according', place: 'after' }));
  return frames;
}

const isMain = ({ type, place }: Frame): boolean =>
  type === 'subject' && place !== 'relative' && place !== 'elided';

const frameOf = (speaker: Phrase, at: Pick<Frame, 'cue' | 'from' | 'to' | 'type' | 'place'>): Frame => ({
  speaker,
  ...at,
  stance: 'asserts',
  needsDocument: false,
});

/** Where the main clause begins: after the comma, past what is told of the document, or right after it. */
function clauseAfter({ tokens, quoted }: Words, end: number): number | null {
  for (let at = end; at < Math.min(tokens.length, end + LONGEST_HISTORY); at += 1) {
    const token = tokens[at];
    // "sent to all schools"
    const isVerb = has(token, BE | HAVE | MODAL) || (at > end && has(token, OTHER_VERB));
    if (!token || quoted[at] || (isVerb && !has(token, PREPOSITION))) return null;
    // "dated June 12, 2017,"
    if (token.text === ',' && !tokens[at + 1]?.isNumber) return at + 1;
    if (at === end && opensPhrase(token)) return at;
    if (!token.isWord && token.text !== ',') return null;
  }
  return null;
}

const opensPhrase = (token: Token): boolean =>
  token.isNumber ||
  token.isCapital ||
  (has(token, DETERMINER | PRONOUN) && !has(token, PREPOSITION) && token.lower !== 'that');

/** "In an email, Jane Doe | defended it": whoever acts in a letter says what it says; not "the staff were told". */
function actingIn(tokens: readonly Token[], start: number): Phrase | null {
  const phrase = phraseAfter(tokens, start);
  if (!phrase || !isKnown(phrase) || phrase.noun?.kind === 'document') return null;
  const subject = withoutVerb(tokens, phrase);
  let verb = subject.to;
  for (let word = tokens[verb]; word && isAdverb(word); word = tokens[verb]) verb += 1;
  const next = tokens[verb];
  if (!next || has(next, BE) || tokens[verb + 1]?.lower === 'been') return null;
  return !has(next, MODAL) || /^(?:did|does|do)$/.test(next.lower) ? subject : null;
}

/** "the ministry | withdrew": an unknown word after the head that nothing ties to it. */
function withoutVerb(tokens: readonly Token[], phrase: Phrase): Phrase {
  const { head, to, isName, isPronoun } = phrase;
  const next = tokens[head + 1];
  if (isName || isPronoun || head + 1 >= to || next?.classes !== 0) return phrase;
  return { ...phrase, to: head + 1, nameTo: head + 1 };
}
