/** Claims as weighted sets of terms: stems, and character 4-grams that forgive spellings a stemmer does not know. */
import { contentWords, stem } from './stems.ts';
import { conceptOf } from './synonyms.ts';

const GRAM = 4;
/** A word has about five 4-grams; together they weigh as much as its stem. */
const GRAM_WEIGHT = 0.2;

export class ClaimTerms {
  readonly #ids = new Map<string, number>();
  readonly #weights: number[] = [];
  /** How many texts hold the term. */
  readonly #holders: number[] = [];
  /** Words come again and again: each is stemmed and cut once. */
  readonly #termsOfWord = new Map<string, readonly number[]>();
  #texts = 0;

  /** Distinct terms of a text that from now on counts for their rarity. */
  add(text: string): readonly number[] {
    const terms = new Set<number>();
    for (const word of contentWords(text)) for (const term of this.#termsOf(word)) terms.add(term);
    for (const term of terms) this.#holders[term] = (this.#holders[term] ?? 0) + 1;
    this.#texts += 1;
    return [...terms];
  }

  /**
   * The weight of every term so far. Source: Robertson and Sparck Jones, the rarity of BM25; in a claim a term counts
   * once, however often it stands.
   */
  weights(): Float64Array {
    return Float64Array.from(this.#holders, (holders, term) => {
      const rarity = Math.log(1 + (this.#texts - holders + 0.5) / (holders + 0.5));
      return rarity * (this.#weights[term] ?? 0);
    });
  }

  #termsOf(word: string): readonly number[] {
    const known = this.#termsOfWord.get(word);
    if (known) return known;
    const root = stem(word);
    const marked = `^${root}$`;
    const terms = [this.#idOf(conceptOf(word), 1)];
    for (let i = 0; i + GRAM <= marked.length; i++)
      terms.push(this.#idOf(`#${marked.slice(i, i + GRAM)}`, GRAM_WEIGHT));
    this.#termsOfWord.set(word, terms);
    return terms;
  }

  #idOf(term: string, weight: number): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    const id = this.#weights.push(weight) - 1;
    this.#holders.push(0);
    this.#ids.set(term, id);
    return id;
  }
}
