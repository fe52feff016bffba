/** One event, several dates: the dates that documents give for the same happening, side by side. */
import { isVerbLike } from '../figures/word-classes.ts';
import { wordsOf } from '../matching/stems.ts';
import type { DateFigure } from '../types.ts';
import { datesMeet, isDateOfSpeaking } from './circumstances.ts';
import { concept, conceptsIn } from './concepts.ts';
import { isSubset } from './measure-key.ts';
import {
  isDate,
  strongest,
  withoutSettled,
  type DateOccurrence,
  type FigureOccurrence,
  type Relation,
} from './occurrence.ts';
import { areOfTwoSubjects, haveOtherOrdinals, namesOfStory, settingOf, type Setting } from './setting.ts';

export interface DateSheetRow extends Pick<DateFigure, 'text' | 'from' | 'to' | 'certainty'> {
  readonly documentId: string;
  readonly claimId: string;
  readonly speaker: string | null;
}

export interface DateSheet {
  /** The verb of the event and what both sentences say of it. */
  readonly event: string;
  readonly rows: readonly DateSheetRow[];
  readonly relation: Relation;
}

interface Row {
  readonly occurrence: DateOccurrence;
  readonly verb: string;
  /** What the clause before and around the date speaks of. */
  readonly concepts: ReadonlySet<string>;
  readonly setting: Setting;
}

/** Shared concepts without which two sentences are not of one event, and the share of the shorter sentence's. */
const FEWEST_SHARED = 2;
const LEAST_SHARE = 0.5;

/**
 * Sheets of the events that at least two documents date. Dates of speaking and vague dates have no event. "contradict"
 * when both dates are named and as exact as each other; a year and a day in it are the same.
 */
export function dateSheets(occurrences: readonly FigureOccurrence[]): DateSheet[] {
  const names = namesOfStory(occurrences);
  const rows = occurrences.filter(isDate).flatMap((occurrence) => rowOf(occurrence, names));
  const taken = new Set<Row>();
  const sheets: DateSheet[] = [];
  for (const [index, row] of rows.entries()) {
    if (taken.has(row)) continue;
    const others = rows.slice(index + 1).filter((other) => !taken.has(other) && isSameEvent(row, other));
    if (others.length === 0) continue;
    [row, ...others].forEach((one) => taken.add(one));
    const all = [row, ...others];
    sheets.push({
      event: [row.verb, ...common(all)].join(' '),
      rows: all.map(sheetRow),
      relation: strongest(relationsAmong(all)),
    });
  }
  return sheets;
}

/** Of rows of different documents. */
function relationsAmong(rows: readonly Row[]): Relation[] {
  const pairs = rows.flatMap((a, at) =>
    rows
      .slice(at + 1)
      .filter(({ occurrence }) => occurrence.documentId !== a.occurrence.documentId)
      .map((b) => ({ a, b, relation: relateDates(a.occurrence.figure, b.occurrence.figure) })),
  );
  return withoutSettled(pairs, ({ occurrence }) => occurrence.documentId).map(({ relation }) => relation);
}

function rowOf(occurrence: DateOccurrence, names: ReadonlySet<string>): Row[] {
  const { figure, sentence } = occurrence;
  if (figure.certainty === 'vague' || isDateOfSpeaking(sentence, figure)) return [];
  const at = Math.max(0, sentence.indexOf(figure.text));
  const verb =
    verbNear(wordsOf(sentence.slice(0, at)).toReversed()) ??
    verbNear(wordsOf(sentence.slice(at + figure.text.length)));
  if (verb === null) return [];
  const rest = sentence.slice(0, at) + sentence.slice(at + figure.text.length);
  const concepts = new Set(
    conceptsIn(rest).filter((one) => !/^\d/.test(one) && one !== verb && !TIME_WORDS.has(one)),
  );
  return [{ occurrence, verb, concepts, setting: settingOf(occurrence, names) }];
}

const REACH = 8;
const TIME_WORDS = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december morn even night year month week day'.split(
    ' ',
  ),
);

/** The verb nearest to the date, words in the order away from it. */
function verbNear(words: readonly string[]): string | null {
  const verb = words.slice(0, REACH).find((word) => isVerbLike(word));
  return verb === undefined ? null : concept(verb);
}

function isSameEvent(a: Row, b: Row): boolean {
  if (a.occurrence.documentId === b.occurrence.documentId || a.verb !== b.verb) return false;
  if (haveOtherOrdinals(a.setting, b.setting) || areOfTwoSubjects(a.setting, b.setting)) return false;
  if (a.setting.isElsewhere !== b.setting.isElsewhere) return false;
  const both = [...a.concepts].filter((one) => b.concepts.has(one)).length;
  const fewer = Math.min(a.concepts.size, b.concepts.size);
  return both >= Math.min(FEWEST_SHARED, fewer) && both > 0 && both >= LEAST_SHARE * fewer;
}

function common(rows: readonly Row[]): string[] {
  const [first, ...others] = rows;
  return [...(first?.concepts ?? [])].filter((one) =>
    others.every(({ concepts }) => isSubset(new Set([one]), concepts)),
  );
}

function relateDates(a: DateFigure, b: DateFigure): Relation {
  if (a.from === b.from && a.to === b.to) return 'same';
  if (datesMeet(a, b)) return isOpen(a) || isOpen(b) ? 'compatible-bounds' : 'same';
  const exact =
    a.certainty === 'explicit' &&
    b.certainty === 'explicit' &&
    (a.from ?? a.to)?.length === (b.from ?? b.to)?.length;
  return exact ? 'contradict' : 'differ';
}

const isOpen = ({ from, to }: DateFigure): boolean => from === null || to === null;

const sheetRow = ({ occurrence: { documentId, claimId, speaker, figure } }: Row): DateSheetRow => {
  const { text, from, to, certainty } = figure;
  return { documentId, claimId, text, from, to, certainty, speaker };
};
