/** Transcripts: each turn opens its paragraph with the speaker's name in capitals and a colon. */
import type { AttributionLink } from '../types.ts';
import type { Said } from './chain.ts';
import type { Read } from './reads.ts';

/** "MARTIN GROVE:", "NORA VANE, HOST:", "COLE:". */
const LABEL = /^(\p{Lu}[\p{Lu}\p{M}.’'-]+(?: [\p{Lu}\p{M}.’'-]+){0,3})(?:, ([^:.]{2,60}))?: /u;
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
    reading.startsParagraph ? LABEL.exec(reading.sentence.text) : null,
  );
  if (labels.filter((label) => label !== null).length < FEWEST_TURNS) return false;
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
