/** What the line classifier sees of a line: its form, its words, its neighbours and what the reader of the page made of it. */
import { FeatureBag, type SparseVector } from '../learning/sparse.ts';
import type { RegionLabel } from '../types.ts';
import { valueOf } from './line-cues.ts';
import type { LineShape } from './line-shape.ts';

export const LINE_BITS = 15;

/** A line and what the page's own markup says about it; null when there is no markup. */
export interface Line {
  readonly text: string;
  readonly hint: RegionLabel | null;
}

const LENGTH_STEPS = [1, 3, 5, 8, 12, 18, 31, 61];
const WORDS_READ = 40;
const PROSE_REACH = 5;
const NEIGHBOURS = [-3, -2, -1, 1, 2, 3];

/** Short lines that open a part of the page that is not the article, and how many lines it reaches; comments go on to the end. */
const SECTIONS: readonly (readonly [name: string, reach: number, pattern: RegExp])[] = [
  [
    'comments',
    Number.POSITIVE_INFINITY,
    /^\W*(?:(?:\d+|view|show|read|post|add|leave an?|write an?|join the|reader|all)\s+)*(?:comments?|responses?|repl(?:y|ies)|conversation|discussion|thoughts on)(?:\W|$)/iu,
  ],
  [
    'related',
    8,
    /^\W*(?:related|recommended|more (?:from|on|in|news|stories|like|to)|read (?:more|next|also|this next)|see also|also (?:read|on)|most (?:read|popular|viewed|shared)|trending|popular|top (?:stories|news|videos?)|latest|you (?:may|might)|up next|don['’]t miss|editors?['’]?s?['’]? (?:picks?|choice)|promoted|sponsored|from our partners|around the web|elsewhere)(?:\W|$)/iu,
  ],
  [
    'sign-up',
    8,
    /^\W*(?:sign (?:up|in)|log ?in|subscribe|register|registration|create (?:an? )?account|newsletters?|get (?:the|our)|join us|follow us|share this|stay (?:informed|connected|up to date))(?:\W|$)/iu,
  ],
];
const LONGEST_SECTION_NAME = 9;

interface Form {
  readonly length: string;
  readonly end: string;
  readonly kind: string;
}

interface Surroundings {
  readonly shapes: readonly LineShape[];
  /** What the features name of each line: its length and end, and its kind where it is another's neighbour. */
  readonly forms: readonly Form[];
  readonly hints: readonly (RegionLabel | null)[];
  /** How often each key occurs in the document. */
  readonly copies: ReadonlyMap<string, number>;
  /** Running counts of lines of prose: how many before each line. */
  readonly proseBefore: readonly number[];
  readonly firstProse: number;
  readonly lastProse: number;
  /** For each line the sections of SECTIONS it stands in, with the distance to their first line where that is short. */
  readonly sections: readonly (readonly string[])[];
}

/** One vector per line; `lines` are all the lines of one document that are not blank, in order, `shapes` their shapes. */
export function lineFeaturesOf(lines: readonly Line[], shapes: readonly LineShape[]): SparseVector[] {
  const copies = new Map<string, number>();
  for (const { key } of shapes) copies.set(key, (copies.get(key) ?? 0) + 1);
  const proseBefore = [0];
  for (const { prose } of shapes) proseBefore.push((proseBefore.at(-1) ?? 0) + (prose ? 1 : 0));
  const surroundings: Surroundings = {
    shapes,
    forms: shapes.map((shape) => ({ length: lengthOf(shape), end: endOf(shape), kind: kindOf(shape) })),
    hints: lines.map(({ hint }) => hint),
    copies,
    proseBefore,
    firstProse: shapes.findIndex(({ prose }) => prose),
    lastProse: shapes.findLastIndex(({ prose }) => prose),
    sections: sectionsOf(shapes),
  };
  return shapes.map((shape, i) => {
    const bag = new FeatureBag(LINE_BITS);
    addForm(bag, shape);
    addNeighbours(bag, surroundings, shape, i);
    addPlace(bag, surroundings, shape, i);
    addHints(bag, surroundings, shape, i);
    addWords(bag, shape);
    return bag.toSparse();
  });
}

function sectionsOf(shapes: readonly LineShape[]): string[][] {
  const openedAt = new Map<string, number>();
  return shapes.map(({ text, words }, i) => {
    if (words.length <= LONGEST_SECTION_NAME)
      for (const [name, , pattern] of SECTIONS) if (pattern.test(text)) openedAt.set(name, i);
    return SECTIONS.flatMap(([name, reach]) => {
      const distance = i - (openedAt.get(name) ?? Number.NEGATIVE_INFINITY);
      return distance <= reach ? [`${name} ${Math.min(distance, 4)}`] : [];
    });
  });
}

function steps(limits: readonly number[], n: number): number {
  let passed = 0;
  for (const limit of limits) if (n >= limit) passed += 1;
  return passed;
}

const lengthOf = ({ words }: LineShape): string => `length${steps(LENGTH_STEPS, words.length)}`;
const endOf = ({ terminated }: LineShape): string => (terminated ? 'ended' : 'open');

/** The first thing that strikes about a line when its neighbour is judged. */
function kindOf(shape: LineShape): string {
  if (shape.dated && shape.words.length < 12) return 'date';
  const cue = shape.cues.find((name) => name !== 'quote' && name !== 'you');
  if (cue !== undefined) return cue;
  if (shape.terminated) return shape.prose ? 'prose' : 'sentence';
  return shape.capitalShare > 0.6 ? 'title' : 'phrase';
}

function addWords(bag: FeatureBag, shape: LineShape): void {
  const words = shape.words.slice(0, WORDS_READ).map((word) => (/\d/u.test(word) ? '#' : word));
  bag.addSet(
    words.map((word) => `word ${word}`),
    0.8,
  );
  bag.addSet(
    words.slice(1).map((word, i) => `words ${words[i]} ${word}`),
    0.4,
  );
}

function addForm(bag: FeatureBag, shape: LineShape): void {
  const length = lengthOf(shape);
  const functionWords = steps([0.15, 0.3, 0.4], shape.functionShare);
  bag.add(length, 0.6);
  bag.add(`function${functionWords}`, 0.6);
  bag.add(endOf(shape), 0.6);
  bag.add(`${length} function${functionWords} ${endOf(shape)}`, 0.6);
  bag.add(`capitals${Math.floor(shape.capitalShare * 4)}`, 0.4);
  if (shape.words.length > 1 && !/\p{Ll}/u.test(shape.text)) bag.add('no small letter', 0.6);
  bag.add(`digits${steps([0.03, 0.15], shape.digitShare)}`, 0.4);
  for (const cue of shape.cues) bag.add(cue, valueOf(cue));
  if (shape.dated) bag.add(`date ${length}`, 0.6);
  bag.add(`first ${shape.words[0] ?? ''}`, 0.3);
}

function addNeighbours(bag: FeatureBag, { shapes, forms }: Surroundings, shape: LineShape, i: number): void {
  const length = lengthOf(shape);
  for (const distance of NEIGHBOURS) {
    const neighbour = shapes[i + distance];
    const form = forms[i + distance];
    if (!neighbour || !form) {
      bag.add(`edge${distance}`, 0.4);
      continue;
    }
    bag.add(`at${distance} ${neighbour.prose ? 'prose' : 'other'}`, 0.45);
    bag.add(`at${distance} ${form.kind}`, 0.3);
    if (Math.abs(distance) === 1) bag.add(`at${distance} ${form.length} ${form.end} | ${length}`, 0.3);
  }
}

function addPlace(
  bag: FeatureBag,
  { shapes, copies, proseBefore, firstProse, lastProse, sections }: Surroundings,
  shape: LineShape,
  i: number,
): void {
  const count = (at: number): number => proseBefore[Math.max(0, Math.min(shapes.length, at))] ?? 0;
  const near = Math.min(PROSE_REACH + 1, count(i + PROSE_REACH + 1) - count(i - PROSE_REACH));
  bag.add(`near${near}`, 0.6);
  bag.add(`near${near} ${lengthOf(shape)} ${endOf(shape)}`, 0.5);
  bag.add(`fifth${Math.floor((5 * i) / shapes.length)}`, 0.2);
  const place = firstProse < 0 ? 'no prose' : i < firstProse ? 'before' : i > lastProse ? 'after' : 'within';
  bag.add(`prose ${place}`, 0.6);
  bag.add(`prose quarter${Math.floor((count(i) / Math.max(1, count(shapes.length))) * 3.999)}`, 0.3);
  for (const section of sections[i] ?? []) {
    bag.add(`in ${section}`, 0.5);
    bag.add(`in ${section} ${lengthOf(shape)} ${endOf(shape)}`, 0.4);
  }
  const repeated = copies.get(shape.key) ?? 1;
  if (repeated > 1) bag.add(`copies${Math.min(3, repeated)}`, 0.6);
}

function addHints(bag: FeatureBag, { hints }: Surroundings, shape: LineShape, i: number): void {
  const hint = hints[i] ?? 'none';
  bag.add(`hint ${hint}`, 0.8);
  bag.add(`hint ${hint} ${lengthOf(shape)} ${endOf(shape)}`, 0.5);
  if (hint !== 'none') bag.add(`hints ${hints[i - 1] ?? '-'} ${hint} ${hints[i + 1] ?? '-'}`, 0.5);
}
