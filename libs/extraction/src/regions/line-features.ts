/** What the line classifier sees of a line: its form, its words, its neighbours and what the reader of the page made of it. */
import { hash32, HASH_START, hashEnd, hashOn } from '../learning/hash.ts';
import type { LogisticModel } from '../learning/logistic.ts';
import { FeatureBag, type SparseVector } from '../learning/sparse.ts';
import type { RegionLabel } from '../types.ts';
import { valueOf } from './line-cues.ts';
import { copiesOf } from './line-copies.ts';
import { sectionsOf } from './line-sections.ts';
import type { LineShape } from './line-shape.ts';
import { WORDS_READ } from './line-words.ts';

export const LINE_BITS = 15;

/** A line and what the page's own markup says about it; null when there is no markup. */
export interface Line {
  readonly text: string;
  readonly hint: RegionLabel | null;
}

const LENGTH_STEPS = [1, 3, 5, 8, 12, 18, 31, 61];
const PROSE_REACH = 5;
const NEIGHBOURS = [-3, -2, -1, 1, 2, 3];

/** What the features name of a line: its length, its end, and its kind where it is another's neighbour. */
interface Form {
  readonly length: string;
  readonly end: string;
  /** For each of NEIGHBOURS the feature of its kind. */
  readonly kindAt: readonly number[];
}

interface Surroundings {
  readonly shapes: readonly LineShape[];
  readonly forms: readonly Form[];
  readonly hints: readonly (RegionLabel | null)[];
  /** As `copiesOf` counts them. */
  readonly copies: readonly number[];
  /** Running counts of lines of prose: how many before each line. */
  readonly proseBefore: readonly number[];
  readonly firstProse: number;
  readonly lastProse: number;
  /** As `sectionsOf` gives them. */
  readonly sections: readonly (readonly string[])[];
}

/**
 * One vector per line; `lines` are all the lines of one document that are not blank, in order, `shapes` their shapes.
 * One at a time: together the vectors of a long document take a hundred times the room of its text.
 */
export function* lineFeaturesOf(
  lines: readonly Line[],
  shapes: readonly LineShape[],
): Generator<SparseVector, void> {
  const surroundings = surroundingsOf(lines, shapes);
  for (const [i, shape] of shapes.entries()) {
    addFeatures(surroundings, shape, i);
    yield bag.toSparse();
  }
}

/** What `logit` gives for each of these vectors, but for the vectors. */
export function lineLogits(
  lines: readonly Line[],
  shapes: readonly LineShape[],
  { weights, scale, bias }: LogisticModel,
): number[] {
  const surroundings = surroundingsOf(lines, shapes);
  return shapes.map((shape, i) => {
    addFeatures(surroundings, shape, i);
    return bias + scale * bag.weighted(weights);
  });
}

function surroundingsOf(lines: readonly Line[], shapes: readonly LineShape[]): Surroundings {
  const proseBefore = [0];
  for (const { prose } of shapes) proseBefore.push((proseBefore.at(-1) ?? 0) + (prose ? 1 : 0));
  return {
    shapes,
    forms: shapes.map(formOf),
    hints: lines.map(({ hint }) => hint),
    copies: copiesOf(shapes),
    proseBefore,
    firstProse: shapes.findIndex(({ prose }) => prose),
    lastProse: shapes.findLastIndex(({ prose }) => prose),
    sections: sectionsOf(shapes),
  };
}

function addFeatures(surroundings: Surroundings, shape: LineShape, i: number): void {
  const form = surroundings.forms[i] ?? formOf(shape);
  addForm(shape, form);
  addNeighbours(surroundings, form, i);
  addPlace(surroundings, i);
  addHints(surroundings, form, i);
  addWords(shape);
}

/** How many of the limits the number has reached. */
export function steps(limits: readonly number[], n: number): number {
  let passed = 0;
  for (const limit of limits) if (n >= limit) passed += 1;
  return passed;
}

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${name}${n}`);
const LENGTHS = numbered('length', LENGTH_STEPS.length + 1);
const DIGIT_STEPS = [0.03, 0.15];
const FUNCTION_STEPS = [0.15, 0.3, 0.4];
const FUNCTIONS = numbered('function', FUNCTION_STEPS.length + 1);

const formOf = (shape: LineShape): Form => ({
  length: LENGTHS[steps(LENGTH_STEPS, shape.words.count)] ?? '',
  end: shape.terminated ? 'ended' : 'open',
  kindAt: hashesOf(kindOf(shape)),
});

/** Of the features that name a kind at a distance; there are as many kinds as cues and a few more. */
function hashesOf(kind: string): readonly number[] {
  let hashes = kinds.get(kind);
  if (!hashes) kinds.set(kind, (hashes = AT.map((at) => nameOf(at, kind))));
  return hashes;
}
const kinds = new Map<string, readonly number[]>();

/** The first thing that strikes about a line when its neighbour is judged. */
function kindOf(shape: LineShape): string {
  if (shape.dated && shape.words.count < 12) return 'date';
  const cue = shape.cues.find((name) => name !== 'quote' && name !== 'you');
  if (cue !== undefined) return cue;
  if (shape.terminated) return shape.prose ? 'prose' : 'sentence';
  return shape.capitalShare > 0.6 ? 'title' : 'phrase';
}

/** One for all lines: a new one for each would cost more than all that is put into it. */
const bag = new FeatureBag(LINE_BITS);
const hashes = new Int32Array(WORDS_READ);
const start = (name: string): number => hashOn(HASH_START, name);
const FIRST = start('first ');
const AT = NEIGHBOURS.map((distance) => start(`at${distance} `));
const EDGES = NEIGHBOURS.map((distance) => hash32(`edge${distance}`));
const PROSE_AT = AT.map((at) => nameOf(at, 'prose'));
const OTHER_AT = AT.map((at) => nameOf(at, 'other'));
const NEAR = numbered('near', PROSE_REACH + 2).map(start);
const hashed = (name: string, count: number): number[] => numbered(name, count).map(hash32);
const CAPITALS = hashed('capitals', 5);
const DIGITS = hashed('digits', DIGIT_STEPS.length + 1);
const FIFTHS = hashed('fifth', 5);
const PROSE_QUARTERS = hashed('prose quarter', 4);
const IN = start('in ');
const HINT = start('hint ');
const HINTS = start('hints ');
const DATE = start('date ');
const NO_SMALL_LETTER = /^\P{Ll}*$/u;

/** The feature whose name is these pieces with a space between them, after what `state` has hashed. */
function nameOf(state: number, first: string, second?: string, third?: string): number {
  let h = hashOn(state, first);
  if (second !== undefined) h = hashOn(hashOn(h, ' '), second);
  if (third !== undefined) h = hashOn(hashOn(h, ' '), third);
  return hashEnd(h);
}

function addWords({ words }: LineShape): void {
  addAll(words.ownHashes, 0.8);
  addAll(words.pairHashes, 0.4);
}

function addAll(names: readonly number[], total: number): void {
  for (let i = 0; i < names.length; i++) hashes[i] = names[i] ?? 0;
  bag.addHashes(hashes, names.length, total);
}

function addForm(shape: LineShape, { length, end }: Form): void {
  const functionWords = FUNCTIONS[steps(FUNCTION_STEPS, shape.functionShare)] ?? '';
  bag.add(length, 0.6);
  bag.add(functionWords, 0.6);
  bag.add(end, 0.6);
  bag.addHash(nameOf(HASH_START, length, functionWords, end), 0.6);
  bag.addHash(CAPITALS[Math.floor(shape.capitalShare * 4)] ?? 0, 0.4);
  if (shape.words.count > 1 && NO_SMALL_LETTER.test(shape.text)) bag.add('no small letter', 0.6);
  bag.addHash(DIGITS[steps(DIGIT_STEPS, shape.digitShare)] ?? 0, 0.4);
  for (const cue of shape.cues) bag.add(cue, valueOf(cue));
  if (shape.dated) bag.addHash(nameOf(DATE, length), 0.6);
  bag.addHash(nameOf(FIRST, shape.words.first), 0.3);
}

function addNeighbours({ shapes, forms }: Surroundings, own: Form, i: number): void {
  for (let which = 0; which < NEIGHBOURS.length; which++) {
    const distance = NEIGHBOURS[which] ?? 0;
    const neighbour = shapes[i + distance];
    const form = forms[i + distance];
    if (!neighbour || !form) {
      bag.addHash(EDGES[which] ?? 0, 0.4);
      continue;
    }
    bag.addHash((neighbour.prose ? PROSE_AT : OTHER_AT)[which] ?? 0, 0.45);
    bag.addHash(form.kindAt[which] ?? 0, 0.3);
    if (Math.abs(distance) === 1) {
      const at = hashOn(hashOn(AT[which] ?? HASH_START, form.length), ' ');
      bag.addHash(nameOf(at, form.end, '|', own.length), 0.3);
    }
  }
}

function addPlace(
  { shapes, forms, copies, proseBefore, firstProse, lastProse, sections }: Surroundings,
  i: number,
): void {
  const { length = '', end = '' } = forms[i] ?? {};
  const count = (at: number): number => proseBefore[Math.max(0, Math.min(shapes.length, at))] ?? 0;
  const near = NEAR[Math.min(PROSE_REACH + 1, count(i + PROSE_REACH + 1) - count(i - PROSE_REACH))] ?? 0;
  bag.addHash(hashEnd(near), 0.6);
  bag.addHash(nameOf(hashOn(near, ' '), length, end), 0.5);
  bag.addHash(FIFTHS[Math.floor((5 * i) / shapes.length)] ?? 0, 0.2);
  const place = firstProse < 0 ? 'no prose' : i < firstProse ? 'before' : i > lastProse ? 'after' : 'within';
  bag.addHash(nameOf(HASH_START, 'prose', place), 0.6);
  const quarter = Math.floor((count(i) / Math.max(1, count(shapes.length))) * 3.999);
  bag.addHash(PROSE_QUARTERS[quarter] ?? 0, 0.3);
  for (const section of sections[i] ?? []) {
    bag.addHash(nameOf(IN, section), 0.5);
    bag.addHash(nameOf(IN, section, length, end), 0.4);
  }
  const repeated = copies[i] ?? 1;
  if (repeated > 1) bag.add(`copies${Math.min(3, repeated)}`, 0.6);
}

function addHints({ hints }: Surroundings, { length, end }: Form, i: number): void {
  const hint = hints[i] ?? 'none';
  bag.addHash(nameOf(HINT, hint), 0.8);
  bag.addHash(nameOf(HINT, hint, length, end), 0.5);
  if (hint !== 'none') bag.addHash(nameOf(HINTS, hints[i - 1] ?? '-', hint, hints[i + 1] ?? '-'), 0.5);
}
