/** What the document has called its people, bodies and papers so far, so that "Doe" and "the ministry" get their full names. */
import { wordSet } from '../word-set.ts';
import type { SpeakerKind } from '../types.ts';
import { names, phraseAfter } from './noun-phrases.ts';
import { pronounOfName, pronounOfWord, type HumanPronoun } from './genders.ts';
import { canBeCalled, isGeneric } from './generic-bodies.ts';
import { COMPANY, has, previous, type Phrase } from './phrase.ts';
import { isHuman, kindOf } from './speaker-kinds.ts';
import type { SpeakerNoun } from './speaker-nouns.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { DETERMINER, PREPOSITION, PRONOUN } from './word-classes.ts';

export interface Named {
  readonly name: string;
  readonly kind: SpeakerKind;
}

/** A person named in a sentence, and where. */
export interface Mention extends Named {
  readonly phrase: Phrase;
}

interface Body extends Named {
  readonly noun: string | null;
  readonly plural: boolean;
  readonly sentence: number;
}

/** How many sentences back "the company" may point. */
const GENERIC_REACH = 10;
/** Two of the same make a description useless for telling who is meant. */
const AMBIGUOUS = Symbol('ambiguous');

/** At the start of a sentence these have a capital, but name nobody. */
const INDEFINITE = /^(?:(?:no|every|some|any)(?:thing|body|one)|none|late|early)$/i;
const POINTING = wordSet('the its his her their this that');

export class KnownNames {
  readonly #people = new Map<string, string>();
  readonly #bodies = new Map<string, string>();
  /** "minister" → Jane Doe, "council" → Harlow Borough Council, "report" → a report by the audit office. */
  readonly #described = new Map<string, Named | typeof AMBIGUOUS>();

  readonly #pronouns = new Map<string, HumanPronoun>();
  readonly #wholes = new Map<string, string>();
  readonly #named: Body[] = [];
  #sentence = 0;

  /** Learns every name of the sentence and returns the people in it. */
  learn(tokens: readonly Token[], text: string): Mention[] {
    const people: Mention[] = [];
    this.#sentence += 1;
    for (const phrase of names(tokens)) {
      const name = textOf(tokens, phrase.nameFrom, phrase.nameTo, text);
      const kind = kindOf(tokens, phrase, text);
      const words = tokens.slice(phrase.nameFrom, phrase.nameTo);
      if (words.length > 1) {
        // A heading in capitals names anything.
        if (words.every(({ text: word }) => word === word.toUpperCase())) continue;
        if (kind === 'person') this.#learnPerson(tokens, phrase, words, name);
        else this.#learnBody(tokens, phrase, words, { name, kind });
      }
      if (kind === 'organisation' && isHuman(tokens, phrase)) this.#learnFirstName(name.toLowerCase(), name);
      const known = this.#fullest(tokens, phrase, { name, kind });
      if (known.kind === 'person') {
        this.#learnPronoun(tokens, phrase, known.name);
        people.push({ name: known.name, kind: known.kind, phrase });
      } else if (!phrase.isPlace && (phrase.noun || !has(previous(tokens, phrase.from), PREPOSITION)))
        this.#remember(known, phrase.noun);
    }
    return people;
  }

  /** The fullest form the document has used, and what kind of speaker it is. */
  nameOf(tokens: readonly Token[], phrase: Phrase, text: string): Named {
    const name = textOf(tokens, phrase.nameFrom, phrase.nameTo, text);
    return this.#fullest(tokens, phrase, { name, kind: kindOf(tokens, phrase, text) });
  }

  #fullest(tokens: readonly Token[], phrase: Phrase, named: Named): Named {
    const { name, kind } = named;
    const single = phrase.nameTo - phrase.nameFrom === 1 ? tokens[phrase.nameFrom] : undefined;
    if (phrase.isName) {
      const person = single && !phrase.isPlace ? this.#people.get(single.lower) : undefined;
      if (person !== undefined && !this.#isAnother(tokens, phrase, person))
        return { name: person, kind: 'person' };
      const body = single && this.#bodies.get(single.lower);
      if (body !== undefined) return { name: body, kind: kind === 'person' ? 'organisation' : kind };
      return named;
    }
    const namesake = single?.isCapital ? this.#people.get(single.lower) : undefined;
    if (namesake !== undefined) return { name: namesake, kind: 'person' };
    return this.#meant(tokens, phrase) ?? { name: uncapitalised(tokens, phrase, name), kind };
  }

  /** "Mrs Doe" is not John Doe. */
  #isAnother(tokens: readonly Token[], { nameFrom }: Phrase, person: string): boolean {
    const title = pronounOfWord(previous(tokens, nameFrom)?.lower ?? '');
    return title !== null && title !== (this.pronounOf(person) ?? title);
  }

  /** Remembers a longer description, so that "the report" later stands for it. */
  describe(tokens: readonly Token[], phrase: Phrase, named: Named): void {
    if (phrase.noun && !phrase.isName && phrase.to - phrase.from > 2) {
      this.#set(phrase.noun.singular, named);
      if (phrase.noun.kind === 'document') this.#remember(named, phrase.noun);
    }
    // Who speaks is a person, so the first name alone will do from now on.
    if (phrase.isName && named.kind === 'person')
      this.#learnFirstName(tokens[phrase.nameFrom]?.lower ?? '', named.name);
  }

  /** "One entry" of the list is "one entry in the list"; another entry is in the list as well. */
  partOf(whole: string, part: string): string {
    const name = `${part} in ${whole}`;
    this.#wholes.set(name, whole);
    return name;
  }

  wholeOf(document: string): string {
    return this.#wholes.get(document) ?? document;
  }

  #remember(named: Named, noun: SpeakerNoun | null): void {
    if (INDEFINITE.test(named.name)) return;
    this.#named.push({
      name: named.name,
      kind: named.kind,
      noun: noun?.singular ?? null,
      plural: noun?.plural ?? false,
      sentence: this.#sentence,
    });
  }

  #meant(tokens: readonly Token[], { from, to, noun }: Phrase): Named | null {
    const definite =
      isOneOf(tokens[from], POINTING) &&
      (to - from === 2 || (to - from === 3 && tokens[from + 1]?.lower.endsWith('-based') === true));
    if (!definite || !noun || (noun.plural && noun.kind !== 'document')) return null;
    const known = noun.plural ? undefined : this.#described.get(noun.singular);
    if (known === AMBIGUOUS) return null;
    return known ?? this.#generic(noun);
  }

  /** Only when a single body can be meant. */
  #generic({ kind, singular, plural }: SpeakerNoun): Named | null {
    if (!isGeneric(singular)) return null;
    let found: Body | null = null;
    for (let index = this.#named.length - 1; index >= 0; index -= 1) {
      const body = this.#named[index];
      if (!body || body.sentence < this.#sentence - GENERIC_REACH) break;
      if ((kind === 'document' && body.plural !== plural) || !canBeCalled(singular, body.noun)) continue;
      if (found && found.name !== body.name) return null;
      found = body;
    }
    return found && { name: found.name, kind: found.kind };
  }

  #learnPerson(tokens: readonly Token[], phrase: Phrase, words: readonly Token[], name: string): void {
    const surname = words.at(-1)?.lower ?? '';
    this.#people.set(surname, name);
    const role = phrase.noun ?? this.#roleAfter(tokens, phrase.nameTo);
    if (!role) return;
    this.#set(role.singular, { name, kind: 'person' });
    // Only of somebody known to be a person, or "Toyota" would be short for a car.
    this.#learnFirstName(words[0]?.lower ?? '', name);
  }

  #learnFirstName(first: string, name: string): void {
    // "Mira" alone gives way to "Mira Addo".
    if (!this.#people.get(first)?.includes(' ')) this.#people.set(first, name);
  }

  /** "he" or "she", where a title, a relation or the name itself says so; a pronoun that the text uses is never sure to mean it. */
  pronounOf(name: string): HumanPronoun | null {
    return this.#pronouns.get(name) ?? pronounOfName(name);
  }

  /** "Ms Doe", "his wife, Jane Doe", "Jane Doe, an actress". */
  #learnPronoun(tokens: readonly Token[], { nameFrom, nameTo }: Phrase, name: string): void {
    if (this.#pronouns.has(name)) return;
    const last = previous(tokens, nameFrom);
    const before = last?.text === ',' ? previous(tokens, nameFrom - 1) : last;
    const pronoun =
      pronounOfWord(before?.lower ?? '') ?? pronounOfWord(this.#roleAfter(tokens, nameTo)?.singular ?? '');
    if (pronoun) this.#pronouns.set(name, pronoun);
  }

  /** "Jane Doe, a lawyer in Oslo". */
  #roleAfter(tokens: readonly Token[], at: number): Phrase['noun'] {
    if (tokens[at]?.text !== ',') return null;
    const apposition = phraseAfter(tokens, at + 1);
    return apposition && !apposition.isName && apposition.noun?.kind === 'role' ? apposition.noun : null;
  }

  #learnBody(
    tokens: readonly Token[],
    { noun, head, nameTo }: Phrase,
    words: readonly Token[],
    named: Named,
  ): void {
    // Whose name only sounds like a firm's is not the one company.
    if (noun && (noun !== COMPANY || tokens[head]?.noun)) this.#set(noun.singular, named);
    let initials = '';
    for (const { isCapital, text } of words) if (isCapital) initials += text.charAt(0);
    if (initials.length > 1) this.#bodies.set(initials.toLowerCase(), named.name);
    const bracketed = tokens[nameTo + 1];
    if (tokens[nameTo]?.text === '(' && tokens[nameTo + 2]?.text === ')' && bracketed?.isCapital)
      this.#bodies.set(bracketed.lower, named.name);
  }

  #set(description: string, named: Named): void {
    const known = this.#described.get(description);
    const differs = known !== undefined && known !== AMBIGUOUS && known.name !== named.name;
    this.#described.set(description, differs ? AMBIGUOUS : named);
  }
}

export function textOf(tokens: readonly Token[], from: number, to: number, text: string): string {
  const written = text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
  // A word holds no space, and nearly every other space is a single one.
  return to - from > 1 && /\s{2}|[^\S ]/.test(written) ? written.replaceAll(/\s+/g, ' ') : written;
}

/** "The ministry" and "Residents" at the start of a sentence are "the ministry" and "residents". */
function uncapitalised(tokens: readonly Token[], { from }: Phrase, name: string): string {
  const first = tokens[from];
  const starts = !previous(tokens, from)?.isWord;
  if (!starts || !(first?.noun ?? has(first, DETERMINER | PREPOSITION | PRONOUN))) return name;
  return name.charAt(0).toLowerCase() + name.slice(1);
}
