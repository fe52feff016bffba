/** Who says what a sentence claims, by the few forms English reporting takes. No guess is better than a wrong name. */
import { REPORTING_VERBS } from './reporting-verbs.ts';

const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:(?:of|for|the|de|von|van|bin|al|and) )?\p{Lu}[\p{L}\p{M}'’.-]*)*`;
/** A name, or a described speaker: "the regional police chief Jane Doe", "two former officials". */
const SOMEONE = String.raw`(?:(?:\p{Ll}[\p{L}'’-]*|\p{Lu}[\p{L}\p{M}'’.-]*) ){0,7}?(?:${NAME}|\p{Ll}[\p{L}'’-]+)`;

const ACCORDING_TO = new RegExp(
  `\\b[Aa]ccording to (?<who>(?:(?:an?|the|its|his|her|their|some|several|two) )?${SOMEONE})(?=[,.;:)]|$| (?:and|which|who|that|said|in|on)\\b)`,
  'u',
);
const VERB = new RegExp(
  `(?<![\\p{L}-])(?:(?:has|have|had|also|later|repeatedly|previously|then|has also|have long) ){0,2}(?:${REPORTING_VERBS})(?![\\p{L}-])`,
  'gu',
);
const AFTER_VERB = new RegExp(
  String.raw`^[”"’]?\s*(?<who>(?:(?:an?|the) )?(?:\p{Ll}[\p{L}-]* ){0,4}?${NAME})(?=[,.;:”"]|$)`,
  'u',
);
/** What may stand before the subject: a conjunction, a weekday, "in a speech of 2014". */
const LEAD_IN =
  /^(?:(?:And|But|Yet|However|Meanwhile|while|but|and|as|On \p{Lu}\p{Ll}+day) |(?:In|On|At|By|Since|During) (?:[\p{L}\d]+ ){0,4}?(?:1[5-9]|20)\d\d )/u;
/** What may stand between the subject and the reporting verb: an adverb, or another verb with all that follows it. */
const OTHER_PREDICATE =
  /\s(?:(?:at )?first|now|later|then|still|\p{Ll}+ly|(?<!\s(?:who|which|that)\s)(?:is|was|are|were|has|had|have|did|does|do)\s.*)$/u;
const PRONOUN = /^(?:he|she|they|it|we|i|who|which|that|this|these|those|what|there|you)$/i;
const MAX_SPEAKER_WORDS = 12;

export function speakerOf(sentence: string): string | null {
  const source = ACCORDING_TO.exec(sentence)?.groups?.['who'];
  // A name may hold full stops ("the U.S. Navy"), so the one that ends the sentence comes along.
  if (source !== undefined) return source.replace(/\.$/, '');
  for (const verb of sentence.matchAll(VERB)) {
    const before = sentence.slice(0, verb.index);
    const after = sentence.slice(verb.index + verb[0].length);
    // “…,” said the minister: only after a quotation or a comma, or any noun after any verb would be a speaker.
    const inverted = /[,”"’]\s*$/.test(before) ? AFTER_VERB.exec(after)?.groups?.['who'] : undefined;
    const speaker = inverted ?? subjectBefore(before);
    if (speaker !== null) return speaker;
  }
  return null;
}

/** The clause in front of the verb; past an apposition ("Jane Doe, a lawyer in Oslo, said") back to the name. */
function subjectBefore(before: string): string | null {
  const clauses = before.trimEnd().split(/[“”";:()—]|,(?=\s|$)/);
  let index = clauses.length - 1;
  if (index > 0 && clauses[index]?.trim() === '') {
    index -= 1;
    const apposition = /^\s*(?:an?|the|who|\p{Ll}+ing)\s|^\s*\p{Ll}/u.test(clauses[index] ?? '');
    if (apposition && index > 0) index -= 1;
  }
  const subject = (clauses[index] ?? '').trim().replace(LEAD_IN, '').replace(OTHER_PREDICATE, '');
  return isSpeaker(subject) ? subject : null;
}

/** Someone is named with a capital or an article, briefly, and is no pronoun. */
function isSpeaker(subject: string): boolean {
  const words = subject.split(/\s+/);
  if (
    !subject ||
    words.length > MAX_SPEAKER_WORDS ||
    PRONOUN.test(words[0] ?? '') ||
    PRONOUN.test(words.at(-1) ?? '')
  )
    return false;
  if (/[\p{L}]ed$|^(?:is|are|was|were|to|of|by|in|on|for|be|been|not)$/u.test(words.at(-1) ?? ''))
    return false;
  return /\p{Lu}/u.test(subject) || /^(?:an?|the|some|several|two)$/i.test(words[0] ?? '');
}
