/** Speakers that are no verb's subject: "according to X", "citing X", "confirmed by X", "X: “…”". */
import { ALLEGATION, REACH } from './allegations.ts';
import { phraseAfter } from './noun-phrases.ts';
import { describe, has, isKnown, pronounAt, type Phrase } from './phrase.ts';
import type { ReportingVerb, Stance } from './reporting-verbs.ts';
import { speechNounBefore } from './speech-nouns.ts';
import { mainSubject, type Words } from './clauses.ts';
import { HANDED_ON } from './document-subjects.ts';
import type { Subject } from './subjects.ts';
import type { Token } from './tokens.ts';
import { ADVERB, BE, TIME } from './word-classes.ts';

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

const NOT_SOURCES = new Set(
  'schedule age size need custom tradition taste plan law rank type height weight ability income'.split(' '),
);
const LATEST_REDUCED = 6;

/** Jane Doe at the harbour: “…” */
export function colonFrame(words: Words, index: number): Frame[] {
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
export function sourceFrame({ tokens }: Words, index: number): Frame | null {
  const lower = tokens[index]?.lower;
  const next = tokens[index + 1]?.lower;
  if (lower === 'according' && next === 'to') return sourceAt(tokens, index, index + 2, 'according');
  if (/^(?:words|view|opinion)$/.test(lower ?? '') && next === 'of' && tokens[index - 1]?.lower === 'the')
    return tokens[index - 2]?.lower === 'in' ? sourceAt(tokens, index, index + 2, 'according') : null;
  if (index === 0 && lower === 'based' && next === 'on') {
    const frame = sourceAt(tokens, 0, 2, 'according');
    return frame?.speaker.noun?.kind === 'document' ? frame : null;
  }
  const viewed = viewFrame(tokens, index);
  if (viewed) return viewed;
  if (lower === 'in') return pollFrame(tokens, index);
  if (lower === 'citing' || lower === 'quoting') return sourceAt(tokens, index, index + 1, 'citing');
  return null;
}

/** "The Argus quoted Jane Doe as saying": she says it, and the paper passes it on. */
export function quotedFrames(words: Words, cue: number): Frame[] {
  const { tokens } = words;
  if (!/^(?:quot(?:es|ed)|cit(?:es|ed))$/.test(tokens[cue]?.lower ?? '') || tokens[cue]?.isCapital) return [];
  const speaker = phraseAfter(tokens, cue + 1);
  if (!speaker || speaker.isPronoun || !isKnown(speaker)) return [];
  if (
    tokens[speaker.to]?.lower !== 'as' ||
    !/^(?:say|tell|warn|claim)ing$/.test(tokens[speaker.to + 1]?.lower ?? '')
  )
    return [];
  const said = { cue, stance: 'asserts', needsDocument: false } as const;
  const paper = mainSubject(words, cue);
  const to = speaker.to + 2;
  return [
    { ...said, speaker, from: cue, to, type: 'citing', place: 'after' },
    ...(paper && !paper.isPronoun
      ? [
          {
            ...said,
            speaker: paper,
            from: paper.from,
            to: cue + 1,
            type: 'subject',
            place: 'before',
          } as const,
        ]
      : []),
  ];
}

const VIEWS = new Map([
  ['in', /^(?:view|opinion|words|telling|account)$/],
  ['by', /^(?:count|account|estimates?|reckoning|admission|figures|tally)$/],
]);
/** In tokens: "the mine's". */
const LONGEST_OWNER = 4;

/** "In his view", "in Duarte's words", "by the mine's own count". */
function viewFrame(tokens: readonly Token[], cue: number): Frame | null {
  const views = VIEWS.get(tokens[cue]?.lower ?? '');
  if (!views) return null;
  const isPronoun = /^(?:his|her|their|its)$/.test(tokens[cue + 1]?.lower ?? '');
  let end = cue + 1;
  while (!isPronoun && end < cue + LONGEST_OWNER && tokens[end]?.isWord && !tokens[end]?.possessive) end += 1;
  const noun = tokens[end + 1]?.lower === 'own' ? end + 2 : end + 1;
  if (!(isPronoun || tokens[end]?.possessive) || !views.test(tokens[noun]?.lower ?? '')) return null;
  const speaker = isPronoun ? pronounAt(end) : describe(tokens, cue + 1, end + 1);
  const said = { stance: 'asserts', type: 'according', place: 'after', needsDocument: false } as const;
  return { speaker, cue, from: cue, to: noun + 1, ...said };
}

const POLL = /^(?:poll|survey)$/;

/** "leads in a poll by 5 points", "in an Institute poll released on Monday, 40 percent"; but not "voted in the poll and left". */
function pollFrame(tokens: readonly Token[], index: number): Frame | null {
  const frame = sourceAt(tokens, index, index + 1, 'according');
  if (!frame || !POLL.test(tokens[frame.speaker.head]?.noun?.singular ?? '')) return null;
  const after = tokens[frame.to];
  const ends = !after?.isWord || has(after, TIME) || HANDED_ON.test(after.lower) || after.lower === 'last';
  return ends && tokens.some(({ isNumber }) => isNumber) ? frame : null;
}

/** "citing two officials", but not "citing Taliban violence". */
const namesSource = (tokens: readonly Token[], { head, isName, nameTo }: Phrase): boolean => {
  const next = tokens[isName ? nameTo : head + 1];
  return next === undefined || !next.isWord || next.isCapital || next.classes !== 0;
};

function sourceAt(
  tokens: readonly Token[],
  cue: number,
  start: number,
  type: 'according' | 'citing',
): Frame | null {
  const described = phraseAfter(tokens, start);
  const speaker = described && (nameAfter(tokens, described) ?? described);
  if (!speaker || NOT_SOURCES.has(tokens[speaker.head]?.lower ?? '')) return null;
  if (type === 'citing' && (!isKnown(speaker) || !namesSource(tokens, speaker))) return null;
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

/** "Its chair, | Jane Doe": the one who is described. */
export function nameAfter(tokens: readonly Token[], { isName, noun, to }: Phrase): Phrase | null {
  if (isName || noun?.kind !== 'role' || noun.plural || tokens[to]?.text !== ',') return null;
  const name = phraseAfter(tokens, to + 1);
  const ends = name && !tokens[name.to]?.isWord;
  return name?.isName && ends && name.nameTo - name.nameFrom > 1 ? name : null;
}

/** "The figure was confirmed by the ministry", "the sum recommended by the auditor": the subject is what is said. */
export function agentFrame(
  tokens: readonly Token[],
  cue: number,
  { stance, requires, form }: ReportingVerb,
): Frame | null {
  if (form !== 'finite') return null;
  if (!/^(?:anyone|speaker|allegation|speech)$/.test(requires)) return null;
  if (requires === 'speech' && !speechNounBefore(tokens, cue)) return null;
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
