/** People and bodies whose own word a sentence rests on: witnesses, interviews, statements. */
import { matchesOf } from '../matches.ts';
import { BROADCASTER, WITNESSED, WITNESS_NOUN } from './evidence-words.ts';
import { sourceNamed } from './source-names.ts';
import type { FoundEvidence } from './upstream.ts';

const PERSON = String.raw`\p{Lu}[\p{L}\p{M}’'-]*(?: (?:de |van |al-|bin )?\p{Lu}[\p{L}\p{M}’'-]*){0,3}`;
const WITNESS = new RegExp(
  `(?<person>${PERSON}), (?:(?:\\d{1,3}|aged \\d{1,3}), )?(?:${WITNESSED}|${WITNESS_NOUN}(?![\\p{L}-]))`,
  'gu',
);
const NOUN_FIRST = new RegExp(`(?<![\\p{L}-])${WITNESS_NOUN},? (?<person>${PERSON})`, 'gu');
const TOLD =
  /(?<![\p{L}-])(?:told|speaking (?:to|on|with)|spoke (?:to|on|with)|(?:in|during) an? (?:\p{L}+ )?interview (?:with|to|for|on)) /giu;
const STATEMENT =
  /(?<![\p{L}-])(?:(?:in|through) an? (?:\p{L}+ )?(?:statement|press release|news release)|at an? (?:press|news) (?:conference|briefing)|(?:press|news) release)(?! of account)(?![\p{L}-])/giu;
/** A body that speaks in its own name, just before its statement. */
const ISSUER = new RegExp(`(?<issuer>(?:[Tt]he )?${PERSON}(?: (?:of|for) (?:the )?${PERSON})?) said $`, 'u');
const NO_MEDIUM =
  /^(?:the (?:court|council|hearing|inquiry|committee|jury|judge|police|parliament)|reporters|journalists|parliament)/iu;

/** `speaker`: who says the sentence, when attribution knows. Offsets in UTF-16 units of the sentence. */
export function testimonyIn(sentence: string, speaker: string | null): FoundEvidence[] {
  return [
    ...(MAY_WITNESS.test(sentence) ? witnesses(sentence) : []),
    ...(MAY_BE_TOLD.test(sentence) ? interviews(sentence, speaker) : []),
    ...(MAY_BE_STATED.test(sentence) ? statements(sentence, speaker) : []),
  ];
}

/** What the patterns need, in a form that is quick to look for: most sentences rest on nobody's word. */
const MAY_WITNESS =
  /, (?:(?:aged )?\d{1,3}, )?(?:who|that) |witness|survivor|passenger|resident|neighbou?r|bystander|onlooker|villager|passer-by|former /i;
const MAY_BE_TOLD = /told |speaking |spoke |interview /i;
const MAY_BE_STATED = /statement|release|conference|briefing/i;

const witnesses = (sentence: string): FoundEvidence[] =>
  [WITNESS, NOUN_FIRST].flatMap((pattern) =>
    matchesOf(pattern, sentence).map(({ 0: text, index, groups }) => ({
      kind: 'witness' as const,
      start: index,
      end: index + text.length,
      holder: groups?.['person'] ?? null,
      witness: groups?.['person'] ?? null,
    })),
  );

/** "told Radio Kell": the account was given to one outlet, whoever repeats it. */
const interviews = (sentence: string, speaker: string | null): FoundEvidence[] =>
  matchesOf(TOLD, sentence).flatMap(({ 0: cue, index }) => {
    const rest = sentence.slice(index + cue.length, index + cue.length + 120);
    const medium = NO_MEDIUM.test(rest) ? null : sourceNamed(rest);
    if (!medium) return [];
    const named = speaker === null ? -1 : sentence.lastIndexOf(speaker, index);
    const kind = BROADCASTER.test(medium.name) ? 'broadcast' : 'witness';
    const end = index + cue.length + medium.end;
    return [
      { kind, start: named === -1 ? index : named, end, holder: medium.name, witness: speaker } as const,
    ];
  });

const statements = (sentence: string, speaker: string | null): FoundEvidence[] =>
  matchesOf(STATEMENT, sentence).map(({ 0: text, index }) => {
    const issuer = ISSUER.exec(sentence.slice(Math.max(0, index - 100), index))?.groups?.['issuer'];
    return {
      kind: 'statement',
      start: index,
      end: index + text.length,
      holder: speaker ?? issuer ?? null,
    } as const;
  });
