/** Transcripts and interviews: each turn opens its paragraph with the speaker's name, or with Q or A, and a colon. */
import type { AttributionLink } from '../types.ts';
import type { Said } from './chain.ts';
import { linkOfMention } from './own-sentence.ts';
import type { Reading } from './reading.ts';
import type { Read } from './reads.ts';

/** "MARTIN GROVE:", "NORA VANE, HOST:", "COLE:". */
const LABEL = /^(\p{Lu}[\p{Lu}\p{M}.’'-]+(?: [\p{Lu}\p{M}.’'-]+){0,3})(?:, ([^:.]{2,60}))?: /u;
/** "Grove:", "Martin Grove:". */
const NAME_LABEL = /^(\p{Lu}[\p{L}\p{M}’'-]+(?: \p{Lu}[\p{L}\p{M}.’'-]*){0,3}): /u;
/** "Q:", "A.", each mark that an interview may have. */
const QUESTION_LABEL = /^([QA])[.:] /;
/** Who speaks for the outlet itself. */
const STAFF = /^(?:co-?host|host|byline|anchor|correspondent|reporter|presenter|narrator)\b/i;
/** Fewer lines of that kind are headings. */
const FEWEST_TURNS = 3;

interface Turn {
  readonly name: string;
  readonly isStaff: boolean;
}

/**
 * Gives the sentences of a transcript the speaker of their turn; those that report somebody else pass through that speaker.
 * Tells whether the text is one.
 */
export function takeTurns(reads: readonly Read[]): boolean {
  const labels = reads.map(({ making: { reading } }) =>
    mayBeLabelled(reading) ? LABEL.exec(reading.sentence.text) : null,
  );
  if (labels.filter((label) => label !== null).length < FEWEST_TURNS) return takeAnswers(reads);
  const turns = new Map<string, Turn>();
  let link: AttributionLink | null = null;
  reads.forEach((read, index) => {
    const label = labels[index];
    if (label) link = linkOf(read, label, turns);
    // A paragraph without a label, or a stage direction, is the outlet's.
    else if (read.making.reading.startsParagraph) link = null;
    if (link) read.said = inTurn(read.said, link);
  });
  return true;
}

/** No label is without a mark and a space after it; far most paragraphs have none of these. */
const mayBeLabelled = ({ startsParagraph, sentence: { text } }: Reading): boolean =>
  startsParagraph && (text.includes(': ') || text.startsWith('. ', 1));

/** An interview in small letters: Q and A, or names that open paragraph after paragraph; the outlet asks. */
function takeAnswers(reads: readonly Read[]): boolean {
  const labels = reads.map(({ making: { reading } }) =>
    mayBeLabelled(reading)
      ? ((QUESTION_LABEL.exec(reading.sentence.text) ?? NAME_LABEL.exec(reading.sentence.text))?.[1] ?? null)
      : null,
  );
  const speakers = answering(reads, labels);
  if (!speakers) return false;
  let link: AttributionLink | null = null;
  reads.forEach((read, index) => {
    const label = labels[index];
    if (label) link = speakers.get(label) ?? null;
    else if (read.making.reading.startsParagraph) link = null;
    if (link) read.said = inTurn(read.said, link);
  });
  return true;
}

/**
 * Who answers under which label: whoever is named before, and not as a label only; "Note:" and "Verdict:" are nobody. Null
 * when the text is no interview.
 */
function answering(
  reads: readonly Read[],
  labels: readonly (string | null)[],
): Map<string, AttributionLink> | null {
  if (labels.filter((label) => label !== null).length < FEWEST_TURNS) return null;
  const turns = new Map<string, number>();
  for (const label of labels) if (label !== null) turns.set(label, (turns.get(label) ?? 0) + 1);
  const before = reads.slice(
    0,
    labels.findIndex((label) => label !== null),
  );
  const people = new Map(
    before.flatMap(({ making }) =>
      making.reading.people.map((person) => [person.name, linkOfMention(making, person)] as const),
    ),
  );
  const [questions = 0, answers = 0] = [turns.get('Q'), turns.get('A')];
  if (questions > 0 && questions + answers >= FEWEST_TURNS) {
    const [only] = people.values();
    return new Map(only && people.size === 1 ? [['A', only]] : []);
  }
  const found = new Map<string, AttributionLink>();
  for (const [name, link] of people)
    for (const label of [name, name.slice(name.lastIndexOf(' ') + 1)])
      if ((turns.get(label) ?? 0) >= FEWEST_TURNS) found.set(label, link);
  return found.size > 0 ? found : null;
}

function inTurn(said: Said | null, link: AttributionLink): Said {
  if (!said) return { links: [link], stance: 'asserts', carried: false };
  if (said.links.some(({ name }) => name === link.name)) return said;
  return { ...said, links: [...said.links, { ...link, role: 'via' }] };
}

/** The speaker of a turn, or null when it is one of the outlet's own people. */
function linkOf(
  { making }: Read,
  [, label = '', role]: RegExpExecArray,
  turns: Map<string, Turn>,
): AttributionLink | null {
  const surname = label.split(' ').at(-1) ?? label;
  const known = turns.get(surname);
  const turn = known ?? { name: titleCase(label), isStaff: STAFF.test(role ?? '') };
  if (!known) turns.set(surname, turn);
  if (turn.isStaff) return null;
  const { startUnit } = making.reading;
  return {
    role: 'speaker',
    name: turn.name,
    kind: 'person',
    span: making.spanOf(startUnit, startUnit + label.length),
  };
}

const titleCase = (label: string): string =>
  label.toLowerCase().replaceAll(/(?<![\p{L}’'])\p{L}/gu, (letter) => letter.toUpperCase());
