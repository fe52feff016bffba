/** Documents, leaks, studies and data that a sentence names as its basis, with who holds them. */
import { GOT, HELD_BY, HOLDS, LEAKED, MATERIAL, SAYS } from './evidence-words.ts';
import { SOURCE_NAME } from './source-names.ts';
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
const MADE_BY =
  /^,? (?:by|from)(?: (?:researchers|scientists|experts|academics|economists|doctors|analysts|a team|the think ?tank|the charity|the consultancy|the pollster|the campaign group|the journal))?(?: (?:at|from|of))? /iu;
const OF_BODY = /^ of (?=the \p{Lu})/u;
const PUBLISHED_IN =
  /^[^.;:!?“”]{0,60}? (?:published|appear(?:s|ed|ing)|printed)(?: (?:on )?\p{L}+day| this \p{L}+| last \p{L}+)? in (?:the (?:journal|magazine) )?/iu;
const NAMELESS_HOLDER =
  /^(?:this (?:newspaper|paper|website|site|magazine|programme)|us|the (?:consortium|newspaper|broadcaster|police|ministry|government|council|court|regulator|charity|university|company|union|hospital|inquiry|commission)|an? (?:\p{L}+ )?(?:consortium|group|team|coalition|network) of (?:[\p{L}\p{N}-]+ ){0,3}[\p{L}\p{N}-]+)(?!\p{L})/iu;
const CITED = /\baccording to (?:[\p{L}’'-]+ ){0,6}$/iu;

export function materialIn(sentence: string): FoundEvidence[] {
  const nouns = [...sentence.matchAll(NOUN)].filter((match) => !isInName(sentence, match));
  return nouns.flatMap((match, position) => {
    const noun = { start: match.index, end: match.index + match[0].length };
    const before = sentence.slice(Math.max(0, noun.start - BEFORE), noun.start);
    // What stands behind the next noun is said of that one.
    const after = sentence.slice(
      noun.end,
      Math.min(noun.end + AFTER, nouns[position + 1]?.index ?? Infinity),
    );
    const modifiers = MODIFIERS.exec(before)?.[0] ?? '';
    const holder = holderAfter(after) ?? holderBefore(before);
    const phrase = modifiers + match[0] + after.slice(0, holder?.end ?? 0);
    const isLeak = LEAKED.test(phrase) || (holder?.isLeak ?? false);
    const isBasis = holder !== null || isLeak || CITED.test(before) || SAYS.test(after);
    if (!isBasis) return [];
    const kind = isLeak ? 'leak' : kindOf(match);
    const start = noun.start - modifiers.length;
    return [{ kind, start, end: noun.end + (holder?.end ?? 0), holder: holder?.name ?? null }];
  });
}

/** "European Heart Review": the noun is a part of a name. */
const isInName = (sentence: string, { 0: noun, index }: RegExpExecArray): boolean =>
  /^\p{Lu}/u.test(noun) && /\p{Lu}[\p{L}\p{M}]* $/u.test(sentence.slice(Math.max(0, index - 40), index));

function kindOf({ groups }: RegExpExecArray): Upstream['kind'] {
  for (const kind of MATERIAL.keys()) if (groups?.[kind] !== undefined) return kind;
  return 'document';
}

interface Holder {
  readonly name: string;
  /** Where it ends behind the noun, in UTF-16 units; 0 when it stands before it. */
  readonly end: number;
  /** The way it was got is a leak's. */
  readonly isLeak: boolean;
}

function holderAfter(after: string): Holder | null {
  const held = HELD.exec(after);
  const cues: [string, boolean][] = [
    [held?.[0] ?? '', GOT.test(held?.groups?.['verb'] ?? '')],
    [MADE_BY.exec(after)?.[0] ?? '', false],
    [PUBLISHED_IN.exec(after)?.[0] ?? '', false],
    [OF_BODY.exec(after)?.[0] ?? '', false],
  ];
  for (const [cue, isLeak] of cues) {
    const rest = after.slice(cue.length);
    const name = cue ? (SOURCE_NAME.exec(rest)?.[0] ?? NAMELESS_HOLDER.exec(rest)?.[0]) : undefined;
    if (name !== undefined) return { name, end: cue.length + name.length, isLeak };
  }
  return null;
}

function holderBefore(before: string): Holder | null {
  const active = HOLDER_BEFORE.exec(before)?.groups?.['holder'];
  const owner = active ?? OWNER.exec(before)?.groups?.['owner'];
  if (owner === undefined) return null;
  const isLeak = active !== undefined && GOT.test(before);
  return { name: /^we$/i.test(owner) ? 'us' : owner, end: 0, isLeak };
}
