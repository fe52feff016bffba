/** Documents in which something stands: "is listed in the accounts", "is put at 38 in the files", "are described in it as". */
import { wordSet } from '../word-set.ts';
import { isPaper } from './lead-ins.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, pronounAt, type Phrase } from './phrase.ts';
import type { ReportingVerb, Requirement } from './reporting-verbs.ts';
import type { Frame } from './sources.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { ADVERB, BE, COORDINATOR, HAVE, SUBORDINATOR } from './word-classes.ts';

/** In tokens: "put at about 38 in the files". */
const FURTHEST_RECORD = 6;
/** In tokens: "among the items listed". */
const FURTHEST_AMONG = 6;
/** What happens to things that lie in a folder; the others happen to what is written. */
const OF_THINGS = wordSet('found held posted left covered');
const WITH_RECORD: ReadonlySet<Requirement> = new Set(['anyone', 'speaker', 'document', 'directive', 'at']);

/** The frame of a passive whose document follows; its subject is what is said. */
export function recordFrame(
  tokens: readonly Token[],
  cue: number,
  { requires, form, stance }: ReportingVerb,
): Frame | null {
  if (form !== 'finite' || !WITH_RECORD.has(requires)) return null;
  if (isOneOf(tokens[cue], OF_THINGS) || !isPassive(tokens, cue)) return null;
  const speaker = documentAfter(tokens, cue) ?? documentBefore(tokens, cue);
  if (!speaker) return null;
  const place = 'after';
  const needsDocument = speaker.isPronoun;
  return { speaker, cue, from: cue, to: speaker.to, stance, type: 'according', place, needsDocument };
}

/** "Is listed", "has been described"; "among the items listed". */
export function isPassive(tokens: readonly Token[], participle: number): boolean {
  let before = participle - 1;
  while (before >= 0 && has(tokens[before], ADVERB)) before -= 1;
  if (before >= 0 && has(tokens[before], BE)) return true;
  let isAmong = false;
  for (let at = Math.max(0, participle - FURTHEST_AMONG); at < participle; at += 1) {
    if (has(tokens[at], HAVE)) return false;
    isAmong ||= tokens[at]?.lower === 'among';
  }
  return isAmong;
}

/** "Of the 212 loans in the ledger, 190 are recorded | as repaid". */
function documentBefore(tokens: readonly Token[], cue: number): Phrase | null {
  const next = tokens[cue + 1]?.lower;
  if (next !== 'as' && next !== 'at') return null;
  for (let at = 0; at < cue; at += 1) {
    const phrase = tokens[at]?.lower === 'in' ? phraseAfter(tokens, at + 1) : null;
    if (phrase?.noun && isPaper(phrase.noun) && phrase.to < cue) return phrase;
  }
  return null;
}

function documentAfter(tokens: readonly Token[], cue: number): Phrase | null {
  // "were told, in a note, to wait"
  const start = tokens[cue + 1]?.text === ',' ? cue + 2 : cue + 1;
  for (let at = start; at <= cue + FURTHEST_RECORD; at += 1) {
    const token = tokens[at];
    const isBound = token?.lower !== 'as' && has(token, COORDINATOR | SUBORDINATOR);
    if (!token || isBound || /^[,;:.()]$/.test(token.text)) return null;
    if (token.lower !== 'in') continue;
    if (tokens[at + 1]?.lower === 'it' || tokens[at + 1]?.lower === 'them') return pronounAt(at + 1);
    const phrase = phraseAfter(tokens, at + 1);
    if (phrase?.noun?.kind === 'document') return phrase;
  }
  return null;
}
