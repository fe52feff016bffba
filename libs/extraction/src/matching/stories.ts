/** Which documents report one story: published near each other and naming the same people, places and bodies. */
import { tellingNames } from './names.ts';

export interface StoryDocument {
  readonly id: string;
  /** Any part of the text; names are taken from it. */
  readonly text: string;
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
const DAY = 86_400_000;

interface Profile {
  readonly names: ReadonlySet<string>;
  readonly publishedAt: number | null;
}

/** Answers for many pairs whether two documents tell one story; built once for all documents in question. */
export class StoryGate {
  readonly #profiles = new Map<string, Profile>();
  readonly #holders = new Map<string, number>();

  constructor(documents: readonly StoryDocument[]) {
    for (const { id, text, publishedAt } of documents) {
      const names = tellingNames(text);
      this.#profiles.set(id, { names, publishedAt: timeOf(publishedAt) });
      for (const name of names) this.#holders.set(name, (this.#holders.get(name) ?? 0) + 1);
    }
  }

  isSameStory(a: string, b: string): boolean {
    const [one, other] = [this.#profiles.get(a), this.#profiles.get(b)];
    if (!one || !other || !areNear(one, other)) return false;
    const shared = this.sharedNames(a, b);
    if (shared.length < FEWEST_SHARED) return false;
    const poorer = Math.min(this.#weight(one.names), this.#weight(other.names));
    return this.#weight(shared) >= RELATED * poorer;
  }

  /** The rarest first. */
  sharedNames(a: string, b: string): string[] {
    const [one, other] = [this.#profiles.get(a)?.names ?? [], this.#profiles.get(b)?.names];
    return [...one]
      .filter((name) => other?.has(name))
      .sort((x, y) => this.#rarity(y) - this.#rarity(x) || (x < y ? -1 : 1));
  }

  #weight(names: Iterable<string>): number {
    let sum = 0;
    for (const name of names) sum += this.#rarity(name);
    return sum;
  }

  #rarity(name: string): number {
    return Math.log((this.#profiles.size + BACKGROUND) / (this.#holders.get(name) ?? 1));
  }
}

function areNear({ publishedAt: a }: Profile, { publishedAt: b }: Profile): boolean {
  return a === null || b === null || Math.abs(a - b) <= WINDOW_DAYS * DAY;
}

function timeOf(date: string | null): number | null {
  const time = date === null ? NaN : Date.parse(date);
  return Number.isNaN(time) ? null : time;
}
