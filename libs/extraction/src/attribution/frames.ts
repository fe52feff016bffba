/** The places in one sentence where it says who says something. */
import { phraseAfter } from './noun-phrases.ts';
import { has, type Phrase } from './phrase.ts';
import type { ReportingVerb, Stance } from './reporting-verbs.ts';
import { clauseStart, mainSubject, subjectOf, type Subject, type Words } from './subjects.ts';
import type { Token } from './tokens.ts';
import { ADVERB, BE, DETERMINER, HAVE, PREPOSITION, PRONOUN, TIME } from './word-classes.ts';

export interface Frame {
  readonly speaker: Phrase;
  /** Index of the verb, or of "according". */
  readonly cue: number;
  /** Tokens that belong to the frame itself. */
  readonly from: number;
  readonly to: number;
  readonly stance: Stance;
  /** A verb's subject; the source after "according to"; the source that a verb's subject cites; the agent of "was told by". */
  readonly type: 'subject' | 'according' | 'citing' | 'agent';
  readonly place: Subject['place'];
  readonly needsDocument: boolean;
}

const SUBJECT_PRONOUNS = new Set(['he', 'she', 'it', 'they']);
const CLAUSE_OPENERS = new Set(
  'that he she it they we i you there how why whether what when where if this these those no'.split(' '),
);
const ALLEGATION =
  /^(?:claims?|allegations?|accusations?|suggestions?|reports?|criticisms?|charges?|idea|notion|findings?|figures?|assertions?|rumou?rs?|speculation|it|them|this|comments?|complaints?|account|version|characteri[sz]ations?|concerns?|fears?|wrongdoing|blame|responsibility|liability|links?|involvement|estimates?|story|stories|narrative|numbers?|statements?|evidence|conclusions?)$/;
const NOT_SOURCES = new Set(
  'schedule age size need custom tradition taste plan law rank type height weight ability income'.split(' '),
);
const FALSEHOOD =
  /^(?:false|baseless|untrue|fabricated|unfounded|groundless|nonsense|fake|lies|lie|wrong|incorrect|misleading|inaccurate|absurd)$/;
const REACH = 8;
const LATEST_REDUCED = 6;

export function framesOf(words: Words): Frame[] {
  const frames: Frame[] = [];
  words.tokens.forEach((token, index) => {
    if (words.quoted[index]) return;
    if (token.text === ':' && frames.length === 0) frames.push(...colonFrame(words, index));
    if (!token.isWord) return;
    const frame = sourceFrame(words, index) ?? verbFrame(words, index);
    if (frame) frames.push(frame);
  });
  return frames;
}

/** Jane Doe at the harbour: “…” */
function colonFrame(words: Words, index: number): Frame[] {
  const speaker = (words.quoted[index + 1] ?? 0) > 0 ? mainSubject(words, index) : null;
  if (!speaker || speaker.isPronoun) return [];
  const { from } = speaker;
  const to = index + 1;
  return [
    {
      speaker,
      cue: index,
      from,
      to,
      stance: 'asserts',
      type: 'subject',
      place: 'before',
      needsDocument: false,
    },
  ];
}

/** "according to X", "in the words of X", "citing X", "was confirmed by X". */
function sourceFrame({ tokens }: Words, index: number): Frame | null {
  const lower = tokens[index]?.lower;
  const next = tokens[index + 1]?.lower;
  if (lower === 'according' && next === 'to') return sourceAt(tokens, index, index + 2, 'according');
  if (/^(?:words|view|opinion)$/.test(lower ?? '') && next === 'of' && tokens[index - 1]?.lower === 'the')
    return tokens[index - 2]?.lower === 'in' ? sourceAt(tokens, index, index + 2, 'according') : null;
  if (lower === 'citing' || lower === 'quoting') return sourceAt(tokens, index, index + 1, 'citing');
  return null;
}

function sourceAt(
  tokens: readonly Token[],
  cue: number,
  start: number,
  type: 'according' | 'citing',
): Frame | null {
  const speaker = phraseAfter(tokens, start);
  if (!speaker || NOT_SOURCES.has(tokens[speaker.head]?.lower ?? '')) return null;
  if (type === 'citing' && !isKnown(speaker)) return null;
  if (speaker.isPronoun && !/^(?:him|her|them|it)$/.test(tokens[start]?.lower ?? '')) return null;
  return {
    speaker,
    cue,
    from: cue,
    to: speaker.to,
    stance: 'asserts',
    type,
    place: 'after',
    needsDocument: false,
  };
}

function verbFrame(words: Words, index: number): Frame | null {
  const { tokens } = words;
  const token = tokens[index];
  if (!token || token.isCapital) return null;
  for (const reading of token.verbs) {
    const byAgent = tokens[index + 1]?.lower === 'by' && !has(tokens[index - 1], HAVE);
    const frame = byAgent ? agentFrame(tokens, index, reading) : subjectFrame(words, index, reading);
    if (frame) return frame;
  }
  return null;
}

/** "The figure was confirmed by the ministry", "the sum recommended by the auditor": the subject is what is said. */
function agentFrame(
  tokens: readonly Token[],
  cue: number,
  { stance, requires, form }: ReportingVerb,
): Frame | null {
  if (
    form !== 'finite' ||
    tokens[cue + 1]?.lower !== 'by' ||
    !/^(?:anyone|speaker|allegation)$/.test(requires)
  )
    return null;
  if (
    requires === 'allegation' &&
    !tokens.slice(Math.max(0, cue - REACH), cue).some(({ lower }) => ALLEGATION.test(lower))
  )
    return null;
  // Without "was" the participle may describe anything; at the start it describes what the sentence is about.
  if (!has(tokens[cue - 1], BE | ADVERB) && tokens[cue - 1]?.lower !== 'as' && cue > LATEST_REDUCED)
    return null;
  const speaker = phraseAfter(tokens, cue + 2);
  if (!speaker || !isKnown(speaker) || speaker.isPronoun) return null;
  return {
    speaker,
    cue,
    from: cue,
    to: speaker.to,
    stance,
    type: tokens[cue - 1]?.lower === 'as' ? 'according' : 'agent',
    place: 'after',
    needsDocument: false,
  };
}

function subjectFrame(words: Words, cue: number, reading: ReportingVerb): Frame | null {
  const { tokens } = words;
  if (!complementFits(words, cue, reading)) return null;
  const subject = subjectOf(words, cue, reading);
  if (!subject || subject.isEmbedded) return null;
  const { phrase: speaker, place } = subject;
  if (!speakerFits(tokens, speaker, reading)) return null;
  const stance = saysFalse(words, cue, reading) ? 'denies' : reading.stance;
  const from = Math.min(speaker.from, cue);
  const to = Math.max(place === 'after' ? speaker.to : 0, cue + 1);
  const needsDocument = reading.requires === 'document';
  return { speaker, cue, from, to, stance, type: 'subject', place, needsDocument };
}

const isKnown = ({ noun, isName, isPronoun }: Phrase): boolean => noun !== null || isName || isPronoun;

function speakerFits(tokens: readonly Token[], speaker: Phrase, { requires, form }: ReportingVerb): boolean {
  const head = tokens[speaker.head];
  if (!head) return false;
  if (speaker.isPronoun) {
    if (!SUBJECT_PRONOUNS.has(head.lower)) return false;
    if (requires === 'document') return head.lower === 'they' || (head.lower === 'it' && form !== 'base');
    return form !== 'base' || head.lower === 'they';
  }
  if (form === 'base' && !isPlural(tokens, speaker)) return false;
  if (requires === 'document') return speaker.noun?.kind === 'document';
  if (isKnown(speaker)) return true;
  return requires === 'anyone' && has(tokens[speaker.from], DETERMINER) && !/(?:ed|ing)$/.test(head.lower);
}

const isPlural = (tokens: readonly Token[], { from, to, head, noun }: Phrase): boolean =>
  noun?.plural === true ||
  (tokens[head]?.lower.endsWith('s') && noun === null) ||
  tokens.slice(from, to).some(({ lower }) => lower === 'and' || lower === '&');

/** Whether what follows the verb is something said. */
function complementFits(words: Words, cue: number, { requires, alsoNoun }: ReportingVerb): boolean {
  const { tokens } = words;
  const next = tokens[cue + 1];
  if (next?.lower === 'to' && /^(?:be|have)$/.test(tokens[cue + 2]?.lower ?? '')) return false;
  const window = tokens.slice(cue + 1, cue + 1 + REACH);
  if (tokens[cue]?.lower.startsWith('ask') && next?.lower === 'for') return false;
  if (requires === 'particle') return /^(?:on|for|upon|out)$/.test(next?.lower ?? '');
  if (requires === 'at') return window.some(({ lower }) => lower === 'at');
  if (requires === 'allegation')
    return (
      opensClause(words, cue + 1) ||
      window.some(({ lower }) => ALLEGATION.test(lower)) ||
      dismissedAs(words, cue)
    );
  if (requires === 'clause') return opensClause(words, cue + 1) || labels(words, cue);
  // Straight after a comma, or with the clause it reports before it, the word is a verb.
  if (!alsoNoun || opensClause(words, cue + 1) || tokens[cue - 1]?.text === ',') return true;
  if (closesClause(words, cue)) return true;
  return next !== undefined && (has(next, DETERMINER | PRONOUN) || next.isCapital || next.isNumber);
}

/** "called the report “invented”", "called the figure false"; but not "called a meeting", nor "ships called the “Swan”". */
function labels({ tokens, quoted }: Words, cue: number): boolean {
  if (!tokens[cue]?.lower.startsWith('call')) return false;
  for (let index = cue + 3; index <= cue + REACH; index += 1)
    if ((quoted[index] ?? 0) > 0 || FALSEHOOD.test(tokens[index]?.lower ?? '')) return true;
  return false;
}

/** "dismissed the figure as “invented”", "rejected it as false". */
function dismissedAs({ tokens, quoted }: Words, cue: number): boolean {
  for (let index = cue + 1; index <= cue + REACH; index += 1)
    if (tokens[index]?.lower === 'as')
      return (quoted[index + 1] ?? 0) > 0 || FALSEHOOD.test(tokens[index + 1]?.lower ?? '');
  return false;
}

/** "…, the River Board reports on its website". */
function closesClause(words: Words, cue: number): boolean {
  const start = clauseStart(words, cue);
  return (
    cue - start <= REACH &&
    words.tokens[start - 1]?.text === ',' &&
    has(words.tokens[cue + 1], PREPOSITION | TIME)
  );
}

function opensClause({ tokens, quoted }: Words, at: number): boolean {
  let index = at;
  while (
    has(tokens[index], ADVERB) ||
    tokens[index]?.lower === 'out' ||
    /.ly$/.test(tokens[index]?.lower ?? '')
  )
    index += 1;
  const next = tokens[index];
  return next === undefined || !next.isWord || (quoted[index] ?? 0) > 0 || CLAUSE_OPENERS.has(next.lower);
}

/** "called the report false", "said the claims were baseless": a denial in other words. */
function saysFalse({ tokens }: Words, cue: number, { requires, stance }: ReportingVerb): boolean {
  if (stance !== 'asserts' || requires === 'document') return false;
  const window = tokens.slice(cue + 1, cue + 2 + 2 * REACH);
  const object = window.findIndex(({ lower }) => ALLEGATION.test(lower));
  return object >= 0 && window.slice(object, object + REACH).some(({ lower }) => FALSEHOOD.test(lower));
}
