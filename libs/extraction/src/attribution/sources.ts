/** Speakers that are no verb's subject: "according to X", "citing X", "confirmed by X", "X: “…”". */
import { wordSet } from '../word-set.ts';
import { ALLEGATIONS, REACH } from './allegations.ts';
import { isNarrowing, phraseAfter, withSecond } from './noun-phrases.ts';
import { describe, has, isKnown, previous, pronounAt, type Phrase } from './phrase.ts';
import type { ReportingVerb, Requirement, Stance } from './reporting-verbs.ts';
import { speechNounBefore } from './speech-nouns.ts';
import { mainSubject, type Words } from './clauses.ts';
import { HANDED_ON } from './document-subjects.ts';
import type { Subject } from './subjects.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
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

const NOT_SOURCES = wordSet(
  'schedule age size need custom tradition taste plan law rank type height weight ability income',
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
export const sourceFrame = ({ tokens }: Words, index: number): Frame | null =>
  SOURCES.get(tokens[index]?.lower ?? '')?.(tokens, index) ?? null;

type ReadSource = (tokens: readonly Token[], cue: number) => Frame | null;

/** "Citing two officials". */
const cited: ReadSource = (tokens, cue) => sourceAt(tokens, cue, cue + 1, 'citing');

/** "In the words of Jane Doe". */
const inWordsOf: ReadSource = (tokens, cue) =>
  cue > 1 &&
  tokens[cue + 1]?.lower === 'of' &&
  tokens[cue - 1]?.lower === 'the' &&
  tokens[cue - 2]?.lower === 'in'
    ? sourceAt(tokens, cue, cue + 2, 'according')
    : null;

/** What reads the source after each word that may name one. */
const SOURCES = new Map<string, ReadSource>([
  [
    'according',
    (tokens, cue) => (tokens[cue + 1]?.lower === 'to' ? sourceAt(tokens, cue, cue + 2, 'according') : null),
  ],
  ['words', inWordsOf],
  ['view', inWordsOf],
  ['opinion', inWordsOf],
  ['based', basedOn],
  ['by', viewFrame],
  ['in', (tokens, cue) => viewFrame(tokens, cue) ?? pollFrame(tokens, cue)],
  ['citing', cited],
  ['quoting', cited],
]);

/** "Based on the files, …": only where it opens the sentence, and only of documents. */
function basedOn(tokens: readonly Token[], cue: number): Frame | null {
  if (cue > 0 || tokens[1]?.lower !== 'on') return null;
  const frame = sourceAt(tokens, 0, 2, 'according');
  return frame?.speaker.noun?.kind === 'document' ? frame : null;
}

/** Whether `sourceFrame` or `quotedFrames` may find something at the word. */
export const isSourceWord = (lower: string): boolean => SOURCES.has(lower) || QUOTING.has(lower);

const QUOTING = wordSet('quotes quoted cites cited');
const SAYING = wordSet('saying telling warning claiming');

/** "The Argus quoted Jane Doe as saying": she says it, and the paper passes it on. Null where nobody is quoted so. */
export function quotedFrames(words: Words, cue: number): Frame[] | null {
  const { tokens } = words;
  if (!isOneOf(tokens[cue], QUOTING) || tokens[cue]?.isCapital) return null;
  const speaker = phraseAfter(tokens, cue + 1);
  if (!speaker || speaker.isPronoun || !isKnown(speaker)) return null;
  if (tokens[speaker.to]?.lower !== 'as' || !isOneOf(tokens[speaker.to + 1], SAYING)) return null;
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
  ['in', wordSet('view opinion words telling account')],
  ['by', wordSet('count account estimate estimates reckoning admission figures tally')],
]);
const OWNERS = wordSet('his her their its');
/** In tokens: "the mine's". */
const LONGEST_OWNER = 4;

/** "In his view", "in Duarte's words", "by the mine's own count". */
function viewFrame(tokens: readonly Token[], cue: number): Frame | null {
  const views = VIEWS.get(tokens[cue]?.lower ?? '');
  if (!views) return null;
  const isPronoun = isOneOf(tokens[cue + 1], OWNERS);
  let end = cue + 1;
  while (!isPronoun && end < cue + LONGEST_OWNER && tokens[end]?.isWord && !tokens[end]?.possessive) end += 1;
  const noun = tokens[end + 1]?.lower === 'own' ? end + 2 : end + 1;
  if (!(isPronoun || tokens[end]?.possessive) || !isOneOf(tokens[noun], views)) return null;
  const speaker = isPronoun ? pronounAt(end) : describe(tokens, cue + 1, end + 1);
  const said = { stance: 'asserts', type: 'according', place: 'after', needsDocument: false } as const;
  return { speaker, cue, from: cue, to: noun + 1, ...said };
}

const isPoll = (token: Token | undefined): boolean =>
  token?.noun?.singular === 'poll' || token?.noun?.singular === 'survey';

/** "leads in a poll by 5 points", "in an Institute poll released on Monday, 40 percent"; but not "voted in the poll and left". */
function pollFrame(tokens: readonly Token[], index: number): Frame | null {
  // The head of what follows is one of the words that follow.
  if (!tokens.some((token, at) => at > index && isPoll(token))) return null;
  const frame = sourceAt(tokens, index, index + 1, 'according');
  if (!frame || !isPoll(tokens[frame.speaker.head])) return null;
  const after = tokens[frame.to];
  const ends = !after?.isWord || has(after, TIME) || isOneOf(after, HANDED_ON) || after.lower === 'last';
  return ends && tokens.some(({ isNumber }) => isNumber) ? frame : null;
}

/** "citing two officials", but not "citing Taliban violence". */
const namesSource = (tokens: readonly Token[], { head, isName, nameTo }: Phrase): boolean => {
  const after = isName ? nameTo : head + 1;
  const next = tokens[after];
  return !next?.isWord || next.isCapital || next.classes !== 0 || isNarrowing(tokens, after);
};

const OBJECTS = wordSet('him her them it');

function sourceAt(
  tokens: readonly Token[],
  cue: number,
  start: number,
  type: 'according' | 'citing',
): Frame | null {
  const described = phraseAfter(tokens, start);
  const first = described && (nameAfter(tokens, described) ?? described);
  if (!first || isOneOf(tokens[first.head], NOT_SOURCES)) return null;
  if (type === 'citing' && (!isKnown(first) || !namesSource(tokens, first))) return null;
  const speaker = tokens[cue]?.lower === 'in' ? first : withSecond(tokens, first);
  if (speaker.isPronoun && !isOneOf(tokens[start], OBJECTS)) return null;
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

const WITH_AGENT: ReadonlySet<Requirement> = new Set(['anyone', 'speaker', 'allegation', 'speech']);

/** "The figure was confirmed by the ministry", "the sum recommended by the auditor": the subject is what is said. */
export function agentFrame(
  tokens: readonly Token[],
  cue: number,
  { stance, requires, form }: ReportingVerb,
): Frame | null {
  if (form !== 'finite') return null;
  if (!WITH_AGENT.has(requires)) return null;
  if (requires === 'speech' && !speechNounBefore(tokens, cue)) return null;
  if (
    requires === 'allegation' &&
    !tokens.slice(Math.max(0, cue - REACH), cue).some((token) => isOneOf(token, ALLEGATIONS))
  )
    return null;
  // Without "was" the participle may describe anything; at the start it describes what the sentence is about.
  const last = previous(tokens, cue);
  if (cue > LATEST_REDUCED && !has(last, BE | ADVERB) && last?.lower !== 'as') return null;
  const speaker = phraseAfter(tokens, cue + 2);
  if (!speaker || !isKnown(speaker) || speaker.isPronoun) return null;
  return {
    speaker,
    cue,
    from: cue,
    to: speaker.to,
    stance,
    type: last?.lower === 'as' ? 'according' : 'agent',
    place: 'after',
    needsDocument: false,
  };
}
