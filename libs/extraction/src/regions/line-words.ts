/** The words of a line, read once: how many there are of each sort, their hashes, and what they and the marks ask for. */
import { HASH_START, hashEnd, hashOn, hashUnit } from '../learning/hash.ts';
import { isAsciiDigit, isAsciiLetter, isUnclear } from '../plain-characters.ts';
import {
  BEGINS_WORD,
  isFunctionWord,
  knownAt,
  knownBeginning,
  knownPiece,
  mayBegin,
  type KnownWord,
} from './line-vocabulary.ts';

/** The classifier's features name so many words. */
export const WORDS_READ = 40;

const WORD = /[\p{L}\p{N}'’]+/uy;
const CAPITAL = /^\p{Lu}/u;
const PLAIN = /^[A-Za-z\d'’]+$/;
const [SPACE, APOSTROPHE, SMALL] = [0x20, 0x27, 0x20];
/** All that an accent, another script or the Kelvin sign leaves to the patterns: where a word ends, and its small letters. */
const EVERY = -1;

/** Letters: shorter words say little; what stands behind so many is mostly an ending. */
const SHORTEST_STEM = 4;
const LONGEST_STEM = 6;
const LETTER_S = 0x73;

const BEGINS_WORDS = hashOn(HASH_START, 'words ');
/** Every word with a digit is one to the classifier. */
const NUMBER = '#';

export class LineWords {
  count = 0;
  /** In small letters; empty when there is none. */
  first = '';
  functions = 0;
  capitals = 0;
  /** Among all characters of words. */
  digits = 0;
  /** Equal for lines of the same words, and hardly for others. */
  hash = HASH_START;
  /** Of the first words the hash32 of their features: "word harbour", "words the harbour". */
  readonly ownHashes: number[] = [];
  readonly pairHashes: number[] = [];
  /** Hashes of how the words begin that may say what it is about, in order; and those of them with a capital inside the line. */
  readonly stems: number[] = [];
  readonly names: number[] = [];
  /** Bits of the patterns of each list that are worth trying. */
  cues = 0;
  appeals = 0;
  phrases = 0;
  wordings = 0;
  /** Hash of "words " and the last word and a space. */
  #begun = 0;

  constructor(line: string) {
    let at = 0;
    while (at < line.length) {
      const code = line.charCodeAt(at);
      if (code === SPACE) {
        at += 1;
        continue;
      }
      let end = plainEnd(line, at);
      const next = line.charCodeAt(end);
      if (next === APOSTROPHE || isUnclear(next)) {
        WORD.lastIndex = at;
        end = WORD.test(line) ? WORD.lastIndex : at;
        if (end > at) this.#addOther(line.slice(at, end));
      } else if (end > at) this.#addPlain(line, at, end);
      if (end === at) this.#ask(knownPiece(line.charAt(at)));
      at = Math.max(end, at + 1);
    }
  }

  /** Of ASCII letters and digits. */
  #addPlain(line: string, at: number, end: number): void {
    let hash = BEGINS_WORD;
    let digits = 0;
    for (let i = at; i < end; i++) {
      const code = line.charCodeAt(i) | SMALL;
      hash = hashUnit(hash, code);
      if (isAsciiDigit(code)) digits += 1;
    }
    const known = knownAt(hash, line, at, end);
    if (known?.isFunction) this.functions += 1;
    this.#ask(known);
    const first = line.charCodeAt(at);
    if (this.count === 0) this.first = line.slice(at, end).toLowerCase();
    if (mayBegin(first, line.charCodeAt(at + 1)))
      this.#ask(knownBeginning(line.slice(at, end).toLowerCase()));
    if ((first & SMALL) === 0) this.capitals += 1;
    this.digits += digits;
    if (digits > 0) this.#addHashes(hash, NUMBER, 0, 1);
    else {
      this.#addHashes(hash, line, at, end);
      if (!known?.isFunction) this.#addStem(line, at, end, (first & SMALL) === 0);
    }
  }

  #addOther(word: string): void {
    const small = word.toLowerCase();
    if (this.count === 0) this.first = small;
    if (isFunctionWord(small)) this.functions += 1;
    if (small !== word && CAPITAL.test(word)) this.capitals += 1;
    const digits = word.replaceAll(/\D/g, '').length;
    this.digits += digits;
    if (PLAIN.test(word))
      // To a pattern the apostrophe ends a word, and one may stand before it.
      for (const part of small.split(/['’]+/)) {
        this.#ask(knownPiece(part));
        this.#ask(knownBeginning(part));
      }
    else this.cues = this.appeals = this.phrases = this.wordings = EVERY;
    const masked = digits > 0 ? NUMBER : small;
    this.#addHashes(hashOn(BEGINS_WORD, small), masked, 0, masked.length);
    const bare = small.replace(/['’]s?$/, '');
    if (digits === 0 && !isFunctionWord(bare) && !/['’]/.test(bare))
      this.#addStem(bare, 0, bare.length, CAPITAL.test(word));
  }

  /** After the word itself was counted. */
  #addStem(text: string, at: number, end: number, isCapital: boolean): void {
    if (end - at < SHORTEST_STEM) return;
    const last = Math.min(at + LONGEST_STEM, text.charCodeAt(end - 1) === LETTER_S ? end - 1 : end);
    let hash = HASH_START;
    for (let i = at; i < last; i++) hash = hashUnit(hash, text.charCodeAt(i) | SMALL);
    this.stems.push(hash);
    if (isCapital && this.count > 1) this.names.push(hash);
  }

  /** `hash`: of the whole word; for the classifier it is what stands in the text from `at` to `end`. */
  #addHashes(hash: number, text: string, at: number, end: number): void {
    this.hash = hashUnit(this.hash, hash);
    this.count += 1;
    if (this.count > WORDS_READ) return;
    let own = BEGINS_WORD;
    let pair = this.#begun;
    let begun = BEGINS_WORDS;
    for (let i = at; i < end; i++) {
      const code = text.charCodeAt(i);
      const small = isAsciiLetter(code) ? code | SMALL : code;
      own = hashUnit(own, small);
      pair = hashUnit(pair, small);
      begun = hashUnit(begun, small);
    }
    // Signed, as the numbers that need no room of their own.
    this.ownHashes.push(hashEnd(own) | 0);
    if (this.count > 1) this.pairHashes.push(hashEnd(pair) | 0);
    this.#begun = hashUnit(begun, SPACE);
  }

  #ask(known: KnownWord | undefined): void {
    if (!known) return;
    this.cues |= known.cues;
    this.appeals |= known.appeals;
    this.phrases |= known.phrases;
    this.wordings |= known.wordings;
  }
}

/** Where the run of ASCII letters and digits that begins at `at` ends; `at` itself when none begins there. */
function plainEnd(line: string, at: number): number {
  let end = at;
  for (
    let code = line.charCodeAt(end);
    isAsciiLetter(code) || isAsciiDigit(code);
    code = line.charCodeAt(end)
  )
    end += 1;
  return end;
}
