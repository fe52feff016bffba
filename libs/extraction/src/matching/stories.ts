/** Which documents report one story: published near each other and naming the same people, places and bodies. */
import type { Figure } from '../types.ts';
import { certainWords, namesOf, tellingWords, withoutOpeners } from './names.ts';
import { contentWords } from './stems.ts';
import { conceptOf } from './synonyms.ts';

export interface StoryDocument {
  readonly id: string;
  /** Any part of the text; names are taken from it. */
  readonly text: string;
  readonly figures?: readonly Figure[];
  /** ISO 8601; null joins a story by names alone. */
  readonly publishedAt: string | null;
}

export interface Story {
  /** Ids, in the order given. */
  readonly documents: readonly string[];
  /** Folded name words that at least two of the documents share, the rarest first; empty for a single document. */
  readonly names: readonly string[];
}

/** Two reports further apart are two stories, however alike. */
const WINDOW_DAYS = 60;
/** As if so many strangers stood beside the documents: rarity means something among three documents already. */
const BACKGROUND = 30;
const FEWEST_SHARED = 2;
/** Share of the names' rarity that the poorer document must have in common with the other. */
const RELATED = 0.15;
const BRIEF = 3;
const DAYS_OF_BRIEFS = 7;
const ONE_MATTER = 0.25;
const DAY = 86_400_000;

interface Profile {
  /** Name words and figures. */
  readonly marks: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly publishedAt: number | null;
  /** Concepts of the text, read when first asked for: few pairs come so far. */
  readonly matter: () => ReadonlySet<string>;
}

/** Answers for many pairs whether two documents tell one story; built once for all documents in question. */
export class StoryGate {
  readonly #profiles = new Map<string, Profile>();
  readonly #holders = new Map<string, number>();
  /** By document: the rarity of all its marks. */
  readonly #weights = new Map<string, number>();

  constructor(documents: readonly StoryDocument[]) {
    const namesByDocument = documents.map(({ text }) => namesOf(text));
    const known = certainWords(namesByDocument.flat());
    for (const [position, { id, text, figures = [], publishedAt }] of documents.entries()) {
      const names = tellingWords(withoutOpeners(namesByDocument[position] ?? [], known));
      const marks = new Set([...names, ...figures.flatMap(markOf)]);
      this.#profiles.set(id, { marks, names, publishedAt: timeOf(publishedAt), matter: matterOf(text) });
      for (const mark of marks) this.#holders.set(mark, (this.#holders.get(mark) ?? 0) + 1);
    }
    for (const [id, { marks }] of this.#profiles) this.#weights.set(id, this.#weight(marks));
  }

  isSameStory(a: string, b: string): boolean {
    const [one, other] = [this.#profiles.get(a), this.#profiles.get(b)];
    if (!one || !other || !areNear(one, other)) return false;
    const shared = [...one.marks].filter((mark) => other.marks.has(mark));
    if (!shared.some((mark) => one.names.has(mark))) return false;
    if (nameLittle(one, other) && areOfOneMatter(one, other)) return true;
    if (shared.length < (isBrief(one, other) ? 1 : FEWEST_SHARED)) return false;
    const poorer = Math.min(this.#weights.get(a) ?? 0, this.#weights.get(b) ?? 0);
    return this.#weight(shared) >= RELATED * poorer;
  }

  /** Name words that at least two of the documents share, the rarest first. */
  commonNames(ids: readonly string[]): string[] {
    const names = ids.flatMap((id) => [...(this.#profiles.get(id)?.names ?? [])]);
    const once = new Set<string>();
    const common = new Set(names.filter((name) => once.has(name) || !once.add(name)));
    return [...common].sort((x, y) => this.#rarity(y) - this.#rarity(x) || (x < y ? -1 : 1));
  }

  #weight(marks: Iterable<string>): number {
    let sum = 0;
    for (const mark of marks) sum += this.#rarity(mark);
    return sum;
  }

  #rarity(mark: string): number {
    return Math.log((this.#profiles.size + BACKGROUND) / (this.#holders.get(mark) ?? 1));
  }
}

/**
 * Groups documents by story: two documents of one story may be linked by a third. Alone is a story of one. Stories in
 * the order of their first document.
 */
export function storiesOf(documents: readonly StoryDocument[]): Story[] {
  const gate = new StoryGate(documents);
  const stories: string[][] = [];
  for (const { id } of documents) {
    const related = stories.filter((story) => story.some((other) => gate.isSameStory(id, other)));
    const [first, ...rest] = related;
    if (!first) {
      stories.push([id]);
      continue;
    }
    first.push(id);
    for (const story of rest) {
      first.push(...story);
      stories.splice(stories.indexOf(story), 1);
    }
  }
  const order = new Map(documents.map(({ id }, position) => [id, position]));
  const position = (id: string): number => order.get(id) ?? 0;
  return stories
    .map((ids) => ids.toSorted((a, b) => position(a) - position(b)))
    .map((ids) => ({ documents: ids, names: gate.commonNames(ids) }));
}

/** A brief that names two or three things cannot share much; of the same days it may share one. */
function isBrief(a: Profile, b: Profile): boolean {
  return Math.min(a.marks.size, b.marks.size) <= BRIEF && areWithin(a, b, DAYS_OF_BRIEFS);
}

/** Three names and many figures: reports of a week that share a name and speak of the same things are of one story. */
const nameLittle = (a: Profile, b: Profile): boolean =>
  Math.min(a.names.size, b.names.size) <= BRIEF && areWithin(a, b, DAYS_OF_BRIEFS);

function matterOf(text: string): () => ReadonlySet<string> {
  let read: ReadonlySet<string> | null = null;
  return () => (read ??= new Set(contentWords(text).map(conceptOf)));
}

/** Of the words of the poorer text, their share that the other has too. */
function areOfOneMatter(a: Profile, b: Profile): boolean {
  const [one, other] = [a.matter(), b.matter()];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= ONE_MATTER * Math.min(one.size, other.size);
}

function areNear(a: Profile, b: Profile): boolean {
  return a.publishedAt === null || b.publishedAt === null || areWithin(a, b, WINDOW_DAYS);
}

function areWithin({ publishedAt: a }: Profile, { publishedAt: b }: Profile, days: number): boolean {
  return a !== null && b !== null && Math.abs(a - b) <= days * DAY;
}

/** A number of two digits or more: "8,400 patients" tells a story from others almost as a name does. */
function markOf(figure: Figure): string[] {
  if (figure.kind === 'date') return [];
  const value = figure.min ?? figure.max;
  return value === null || value < 10 ? [] : [`${figure.kind} ${value}`];
}

function timeOf(date: string | null): number | null {
  const time = date === null ? NaN : Date.parse(date);
  return Number.isNaN(time) ? null : time;
}
