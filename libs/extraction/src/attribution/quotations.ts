/** Which words stand inside quotation marks, followed over sentences: a quotation may open in one and close three later. */
import type { Sentence } from '../types.ts';
import type { Token } from './tokens.ts';

export interface Quoted {
  /** For every token: the number of the quotation it stands in, or 0. Marks belong to their quotation. */
  readonly at: readonly number[];
}

interface Open {
  readonly id: number;
  readonly closing: readonly string[];
  readonly sentence: number;
  readonly token: number;
}

/** What may close each mark; typists mix them. */
const CLOSING: Readonly<Record<string, readonly string[]>> = {
  '“': ['”', '"', '’’', "''"],
  '„': ['“', '”'],
  '«': ['»'],
  '"': ['"'],
  '‘': ['’'],
  "'": ["'"],
  // Two single marks, as some archives write them.
  "''": ["''"],
  '”': ['”'],
};
const LETTER = /[\p{L}\p{N}]/u;

/** `tokens` and `startsParagraph` are parallel to `sentences`. */
export function quotations(
  sentences: readonly Sentence[],
  tokens: readonly (readonly Token[])[],
  startsParagraph: readonly boolean[],
): Quoted[] {
  const marks = new Marks();
  const result: number[][] = [];
  sentences.forEach(({ text }, sentence) => {
    const words = tokens[sentence] ?? [];
    if (startsParagraph[sentence]) marks.nextParagraph(result, words[0]?.text ?? '');
    const at: number[] = [];
    result.push(at);
    let token = 0;
    for (const word of words) {
      at.push(word.isWord ? marks.current : marks.read(text, word, sentence, token));
      token += 1;
    }
  });
  marks.nextParagraph(result, '');
  return result.map((at) => ({ at }));
}

class Marks {
  #open: Open | null = null;
  #last = 0;

  get current(): number {
    return this.#open?.id ?? 0;
  }

  /** The quotation that this mark belongs to, having opened or closed it if it is a quotation mark. */
  read(text: string, { text: mark, start, end }: Token, sentence: number, token: number): number {
    const open = this.#open;
    if (open) {
      // An apostrophe inside a quotation in single marks stands before a letter; a closing mark does not.
      if (open.closing.includes(mark) && !LETTER.test(text[end] ?? ' ')) this.#open = null;
      return open.id;
    }
    const closing = CLOSING[mark];
    if (closing === undefined) return 0;
    const before = start > 0 ? (text[start - 1] ?? ' ') : ' ';
    const after = text[end] ?? ' ';
    const opens = !LETTER.test(before) && after.trim() !== '';
    // A stray closing mark opens nothing, nor does the apostrophe of "’90s".
    if (!opens || mark === '”' || (mark === "'" && !LETTER.test(after))) return 0;
    this.#last += 1;
    this.#open = { id: this.#last, closing, sentence, token };
    return this.#last;
  }

  /**
   * A quotation that runs on opens its next paragraph with a mark again. One that does not was never closed: then nothing
   * after its opening mark is known to be quoted.
   */
  nextParagraph(result: number[][], first: string): void {
    const open = this.#open;
    if (!open) return;
    const goesOn = first !== '' && CLOSING[first]?.some((mark) => open.closing.includes(mark));
    if (goesOn) return;
    this.#open = null;
    for (let sentence = open.sentence; sentence < result.length; sentence += 1) {
      const at = result[sentence] ?? [];
      for (let token = sentence === open.sentence ? open.token : 0; token < at.length; token += 1)
        at[token] = 0;
    }
  }
}
