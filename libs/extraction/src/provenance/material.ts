/** Documents, leaks, studies and data that a sentence names as its basis, with who holds them. */
import { matchesOf } from '../matches.ts';
import {
  GOT,
  HELD_BY,
  HOLDS,
  LEAK,
  LEAK_OF_TEXTS,
  LEAKED,
  MATERIAL,
  MAY_BE_LEAKED,
  PEOPLE_OF,
  SAYS,
  SPILL,
} from './evidence-words.ts';
import { isNobody, NATIONAL, sourceNamed, type SourceName } from './source-names.ts';
import type { FoundEvidence, Upstream } from './upstream.ts';

/** How far around the noun its description and holder are looked for, in UTF-16 units. */
const BEFORE = 90;
const AFTER = 160;

const NOUN = new RegExp(
  `(?<![\\p{L}’'-])(?:${Array.from(MATERIAL, ([kind, words]) => `(?<${kind}>${words})`).join('|')})(?![\\p{L}-])`,
  'giu',
);
const WORD = String.raw`[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'-]*`;
/** The noun's own adjectives: words back to a comma, a verb or a preposition other than "of". */
const MODIFIERS = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}’'-])(?:(?!(?:by|in|on|at|to|from|with|that|which|and|or|but|as|is|was|were|are|has|have|had|said|says|told|to|according)\\s)${WORD}\\s){0,6}$`,
  'iu',
);
const OWNER = new RegExp(
  String.raw`(?<owner>\p{Lu}[\p{L}\p{M}.-]*(?: (?:(?:of|for|the) )?\p{Lu}[\p{L}\p{M}.-]*){0,5})(?:’s|'s|s’|s')(?: ${WORD}){0,4} $`,
  'u',
);
const HOLDER_BEFORE = new RegExp(
  String.raw`(?<holder>[Tt]his newspaper|[Ww]e|(?:[Tt]he )?\p{Lu}[\p{L}\p{M}-]*(?: (?:(?:of|for|the) )?\p{Lu}[\p{L}\p{M}-]*){0,5}) ${HOLDS}(?: ${WORD}){0,6} $`,
  'u',
);
const HELD = new RegExp(`^(?<between>[^.;:!?“”]{0,110}?)(?<=[\\s,]|^)(?<verb>${HELD_BY}) `, 'iu');
const MADE_BY = new RegExp(
  `^(?:(?: of \\p{N}[\\p{N}.,]*(?: \\p{Ll}+){1,2})?,? by|,? from)(?: (?:researchers|scientists|experts|academics|economists|doctors|analysts|a team|the think ?tank|the charity|the consultancy|the pollster|the campaign group|the journal))?(?: (?:at|from|of))? `,
  'iu',
);
const PEOPLE = new RegExp(`^${PEOPLE_OF}(?=(?:the )?\\p{Lu})`, 'u');
/** Courts have trials, too, which a judge leads. */
const TRIAL = /^trials?$/iu;
/** "The memos, written in 2019 by engineers, | warned": what is said of evidence in passing. */
const ASIDE = /^, [^,.;:!?“”]{1,120},/u;
/** A study is its head's: "researchers led by Mette Holm". */
const LED_BY = /^[^.,;:!?“”]{0,60}? ?led by (?:(?:[Dd]r|[Pp]rof|[Pp]rofessor)\.? )?(?=\p{Lu})/u;
const OF_BODY = /^ of (?=the \p{Lu})/u;
/** "The audit of the Harwick sports centre" is not Harwick's: a body's name ends its phrase. */
const PHRASE_ENDS =
  /^(?:[,.;:)]|$| (?:and|that|which|found|finds|shows?|showed|lists?|listed|says?|said|for|on|in) )/u;
const DETERMINER =
  /.*(?<![\p{L}’'-])(?=(?:an?|the|its|his|her|their|this|that|these|those|some|several|hundreds|thousands|dozens) )/isu;
const PUBLISHED_IN =
  /^[^.;:!?“”]{0,60}? (?:published|appear(?:s|ed|ing)|printed|they (?:write|wrote|report(?:ed)?))(?: (?:on )?\p{L}+day| this \p{L}+| last \p{L}+)? in (?:the (?:journal|magazine) )?|^ in the (?:journal|magazine) /iu;
const NAMELESS_HOLDER = new RegExp(
  `^(?:this (?:newspaper|paper|website|site|magazine|programme)|us|the (?:${NATIONAL} )?(?:consortium|newspaper|broadcaster|police|ministry|government|council|court|regulator|charity|university|company|union|hospital|inquiry|commission)|an? (?:\\p{L}+ )?(?:consortium|group|team|coalition|network) of (?:[\\p{L}\\p{N}-]+ ){0,3}[\\p{L}\\p{N}-]+)(?!\\p{L})`,
  'iu',
);
const CITED = /\baccording to (?:[\p{L}’'-]+ ){0,6}$/iu;

/** `isOnLeak`: whether its article is on leaked texts, so that "the leak" is one of them. */
export function materialIn(sentence: string, isOnLeak: () => boolean): FoundEvidence[] {
  const mayBeLeaked = MAY_BE_LEAKED.test(sentence);
  const spills = mayBeLeaked ? matchesOf(SPILL, sentence) : [];
  const isSpill = ({ 0: noun, index }: RegExpExecArray): boolean =>
    spills.some((spill) => spill.index <= index && index < spill.index + spill[0].length) && LEAK.test(noun);
  const nouns = matchesOf(NOUN, sentence).filter((match) => !isInName(sentence, match) && !isSpill(match));
  return nouns.flatMap((match, position) => {
    const noun = { start: match.index, end: match.index + match[0].length };
    const before = sentence.slice(Math.max(0, noun.start - BEFORE), noun.start);
    // What stands behind the next noun is said of that one.
    const after = sentence.slice(
      noun.end,
      Math.min(noun.end + AFTER, nouns[position + 1]?.index ?? Infinity),
    );
    const holder =
      holderAfter(after, kindOf(match) === 'study' && !TRIAL.test(match[0])) ?? holderBefore(before);
    const isSaid = holder !== null || CITED.test(before) || SAYS.test(after.replace(ASIDE, ''));
    if (!isSaid && !mayBeLeaked) return [];
    const modifiers = (MODIFIERS.exec(before)?.[0] ?? '').replace(DETERMINER, '');
    const start = noun.start - Math.max(modifiers.length, before.length - (holder?.start ?? before.length));
    const end = noun.end + (holder?.end ?? 0);
    const isLeak =
      (holder?.isLeak ?? false) ||
      (mayBeLeaked && LEAKED.test(sentence.slice(start, end).replaceAll(SPILL, '')));
    const isBasis = LEAK.test(match[0])
      ? (holder?.isHeld ?? false) || LEAK_OF_TEXTS.test(modifiers) || isOnLeak()
      : isSaid || isLeak;
    return isBasis
      ? [{ kind: isLeak ? 'leak' : kindOf(match), start, end, holder: holder?.name ?? null }]
      : [];
  });
}

/** "European Heart Review": the noun is a part of a name. */
const isInName = (sentence: string, { 0: noun, index }: RegExpExecArray): boolean =>
  /^\p{Lu}/u.test(noun) && /\p{Lu}[\p{L}\p{M}]* $/u.test(sentence.slice(Math.max(0, index - 40), index));

function kindOf({ groups }: RegExpExecArray): Upstream['kind'] {
  for (const kind of MATERIAL.keys()) if (groups?.[kind] !== undefined) return kind;
  return 'document';
}

/** In UTF-16 units. */
interface Holder {
  readonly name: string;
  /** Where it begins in what stands before the noun; null when it stands behind. */
  readonly start: number | null;
  /** Where it ends behind the noun; 0 when it stands before. */
  readonly end: number;
  /** A verb says that they hold it: "obtained by", not "from" or a genitive. */
  readonly isHeld: boolean;
  /** The way it was got is a leak's. */
  readonly isLeak: boolean;
}

function holderAfter(after: string, mayBeLed: boolean): Holder | null {
  const held = HELD.exec(after);
  const isLeak = held !== null && GOT.test(held.groups?.['verb'] ?? '');
  return (
    holderBehind(held, after, { isHeld: true, isLeak }) ??
    holderBehind(MADE_BY.exec(after), after, { isHeld: false, isLeak: false }) ??
    holderBehind(PUBLISHED_IN.exec(after), after, { isHeld: true, isLeak: false }) ??
    holderBehind(mayBeLed ? LED_BY.exec(after) : null, after, { isHeld: true, isLeak: false }) ??
    bodyBehind(after)
  );
}

/** The cue stands at the beginning of the text. */
function holderBehind(
  cue: RegExpExecArray | null,
  text: string,
  how: Pick<Holder, 'isHeld' | 'isLeak'>,
): Holder | null {
  const length = cue?.[0].length ?? 0;
  const source = length > 0 ? sourceOf(text.slice(length)) : null;
  return source && { name: source.name, start: null, end: length + source.end, ...how };
}

function bodyBehind(after: string): Holder | null {
  const cue = OF_BODY.exec(after)?.[0] ?? '';
  const body = cue ? sourceNamed(after.slice(cue.length)) : null;
  if (!body || !PHRASE_ENDS.test(after.slice(cue.length + body.end))) return null;
  return { name: body.name, start: null, end: cue.length + body.end, isHeld: false, isLeak: false };
}

function sourceOf(text: string): SourceName | null {
  const people = PEOPLE.exec(text)?.[0] ?? '';
  const body = people ? sourceNamed(text.slice(people.length)) : null;
  if (body) return { name: body.name, end: people.length + body.end };
  const nameless = NAMELESS_HOLDER.exec(text)?.[0];
  return sourceNamed(text) ?? (nameless === undefined ? null : { name: nameless, end: nameless.length });
}

function holderBefore(before: string): Holder | null {
  const active = HOLDER_BEFORE.exec(before);
  const match = active ?? OWNER.exec(before);
  const name = match?.groups?.['holder'] ?? match?.groups?.['owner'];
  if (!match || name === undefined || (isNobody(name) && !/^we$/i.test(name))) return null;
  const isHeld = active !== null;
  const isLeak = isHeld && GOT.test(match[0]);
  return { name: /^we$/i.test(name) ? 'us' : name, start: match.index, end: 0, isHeld, isLeak };
}
