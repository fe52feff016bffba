/** When two quantities measure the same thing: unit class, what is counted, which of it, where, when, which extreme. */
import { baseUnit } from '../figures/conversions.ts';
import type { Quantity } from '../types.ts';
import { concept, conceptsIn, conceptSet } from './concepts.ts';
import { isFate, isHeld, wordsOfPeople } from './fates.ts';
import { clauseFrom, textBefore, type QuantityOccurrence } from './occurrence.ts';
import { isUntoldPortion, isWhole, PART, WHOLE } from './portions.ts';

export interface MeasureKey {
  /** Kind and base unit; figures of different classes never meet. */
  readonly unitClass: string;
  /** Concepts of what is counted or measured. */
  readonly nouns: ReadonlySet<string>;
  /** What narrows it: "children", "killed", "primary" of "primary schools". A part has more of them than its whole. */
  readonly restrictors: ReadonlySet<string>;
  /** Of a person whose age it is. */
  readonly name: readonly string[] | null;
  readonly aggregator: Quantity['aggregator'];
}

/** People as such; a narrower word ("children", "officers") is a part of them. */
export const EVERYBODY = conceptSet(
  'people person persons individuals residents inhabitants citizens villagers locals civilians victims',
);
/** Nouns that count the people something happened to: "12 deaths" are twelve people who died. */
const EVENTS = conceptSet('deaths fatalities injuries arrests');
const CHANGE = conceptSet('rise fall');

export function measureKey(occurrence: QuantityOccurrence): MeasureKey | null {
  const key = keyOf(
    areDead(occurrence) ? { ...occurrence, figure: asDeaths(occurrence.figure) } : occurrence,
  );
  if (!key) return null;
  const restrictors = new Set(key.restrictors);
  let { unitClass } = key;
  if (isLeftOut(occurrence)) {
    unitClass = `${unitClass}|left out`;
    for (const one of LEFT_OUT) restrictors.delete(one);
  }
  if (isBroughtToSafety(occurrence)) {
    for (const one of MOVED) restrictors.delete(one);
    restrictors.add(concept('evacuated'));
  }
  if (isFormer(occurrence)) restrictors.add('former');
  if (isWhole(occurrence)) restrictors.add(WHOLE);
  if (isUntoldPortion(occurrence)) restrictors.add(PART);
  const deed = deedOf(occurrence);
  if (deed !== null && occurrence.figure.kind === 'count') restrictors.add(deed);
  return { ...key, unitClass, restrictors };
}

/** "118 deaths that were missing from the reports" are none of those in the reports, and no more or less than they. */
const isLeftOut = (occurrence: QuantityOccurrence): boolean =>
  /\b(?:unreported|unrecorded|uncounted|undeclared)\b/u.test(occurrence.figure.measure ?? '') ||
  /\b(?:(?:missing|absent|omitted) from|left out of|not (?:listed|counted|recorded) in)\b/u.test(
    clauseFrom(occurrence),
  );
const LEFT_OUT = conceptSet('unreported unrecorded uncounted undeclared missing absent omitted');

/** "The storm claimed 46 lives", "12 lives were lost": so many deaths. */
const areLivesTaken = (occurrence: QuantityOccurrence): boolean =>
  occurrence.figure.unit === 'life' &&
  (/\b(?:claim(?:ed|s|ing)?|costs?|costing|takes?|took|taken|taking)\s+(?:\p{L}+\s+){0,2}$/u.test(
    textBefore(occurrence),
  ) ||
    /\b(?:were|was|are|been) (?:lost|claimed|taken)\b/u.test(clauseFrom(occurrence)));
/** "62 bodies were found", "rescuers recovered 59 bodies". */
const areBodies = ({ figure }: QuantityOccurrence): boolean =>
  figure.unit === 'body' &&
  /\b(?:found|recovered|pulled|retrieved|washed|counted|identified|buried)\b/u.test(figure.measure ?? '');
const areDead = (occurrence: QuantityOccurrence): boolean =>
  areLivesTaken(occurrence) || areBodies(occurrence);
const asDeaths = (figure: Quantity): Quantity => ({ ...figure, unit: 'death', measure: 'deaths' });

/** "3,200 residents were moved to schools", "4,000 were brought to safety": evacuated, in other words. */
const isBroughtToSafety = (occurrence: QuantityOccurrence): boolean =>
  /\b(?:been|being|were|was|are|is) (?:moved|relocated)\b|\bto safety\b/u.test(clauseFrom(occurrence));
const MOVED = conceptSet('moved relocated brought led carried flown');

/** "down from 71%", "rose from 12 to 15": what it was before is another measure than what it is. */
function isFormer({ figure, sentence }: QuantityOccurrence): boolean {
  const at = sentence.indexOf(figure.text);
  return figure.operator !== 'range' && at > 0 && /\bfrom\s*$/u.test(sentence.slice(Math.max(0, at - 8), at));
}

/** "the cancellation of [2,100] flights": what happened to them is told by a noun before. */
function deedOf(occurrence: QuantityOccurrence): string | null {
  const [, noun] = DEED.exec(textBefore(occurrence)) ?? [];
  return noun === undefined ? null : concept(noun);
}
const DEED =
  /\b(cancellation|destruction|closure|arrest|evacuation|release|sale|purchase|dismissal|rescue) of (?:\p{L}+ ){0,2}$/u;

/** Units of which a report gives one thing alone, whatever noun stands beside. */
const SCALES = new Map([
  ['magnitude', 'magnitude'],
  ['degree Celsius', 'temperature'],
]);

function keyOf(occurrence: QuantityOccurrence): MeasureKey | null {
  const { figure } = occurrence;
  if (figure.aggregator === 'example' || (figure.measure === null && figure.aggregator === null)) return null;
  const { aggregator } = figure;
  const unitClass = unitClassOf(figure);
  const concepts = conceptsIn(figure.measure ?? '');
  if (figure.kind === 'age') return ageKey(figure, concepts);
  const scale = SCALES.get(figure.unit ?? '');
  if (scale !== undefined && !concepts.some((one) => CHANGE.has(one)))
    return { unitClass, nouns: new Set([scale]), restrictors: new Set(), name: null, aggregator };
  if (figure.kind !== 'count') {
    const restrictors = new Set(concepts.filter((one) => CHANGE.has(one)));
    const nouns = new Set(concepts.filter((one) => !CHANGE.has(one)));
    return nouns.size > 0 ? { unitClass, nouns, restrictors, name: null, aggregator } : null;
  }
  const isPeople = isPerson(figure) || concepts.some((one) => EVENTS.has(one)) || isNamedGroup(figure);
  // "0.6 deaths per million tonnes" counts nobody.
  if (isPeople && figure.min !== null && figure.min < 1 && figure.min > 0) return null;
  if (isPeople) {
    const told = conceptsIn(wordsOfPeople(occurrence).join(' '));
    const restrictors = new Set(told.filter((one) => !EVERYBODY.has(one)));
    return { unitClass: 'count|person', nouns: new Set(['person']), restrictors, name: null, aggregator };
  }
  const head = figure.unit === null ? undefined : concept(figure.unit.replace(/ per .*$/, ''));
  if (head === undefined && concepts.length === 0) return null;
  const restrictors = new Set(concepts.filter((one) => one !== head));
  return {
    unitClass: `${unitClass}|${head ?? ''}`,
    nouns: new Set(head === undefined ? [] : [head]),
    restrictors,
    name: null,
    aggregator,
  };
}

/** "300 Kareni were held": what has a name, and a fate that only people have. */
const isNamedGroup = ({ measure }: Quantity): boolean =>
  /^\p{Lu}/u.test(measure ?? '') && (measure ?? '').split(' ').some((word) => isHeld(word) || isFate(word));

const isPerson = ({ unit }: Quantity): boolean => unit !== null && /^person\b/.test(unit);

function unitClassOf({ kind, unit }: Quantity): string {
  const [plain = '', rate] = (unit ?? '').split(' per ');
  const suffix = rate === undefined || rate === 'hour' ? '' : ` per ${rate}`;
  return kind === 'count' ? `count${suffix}` : `${kind}|${baseUnit(plain)[0]}${suffix}`;
}

/** Of a bound or a range ("people aged over 65") nobody is the bearer: it names a population. */
function ageKey({ measure, aggregator, operator }: Quantity, concepts: readonly string[]): MeasureKey | null {
  if (aggregator === null && operator !== '=' && operator !== '~') return null;
  const words = (measure ?? '').split(' ').filter((word) => !/^(?:Mr|Mrs|Ms|Dr|Sir)$/.test(word));
  const isName =
    words.length > 0 &&
    words.every((word) => /^\p{Lu}\p{Ll}/u.test(word)) &&
    concepts.some((one) => !PEOPLE_WORDS.has(one));
  const nouns = new Set(concepts.filter((one) => !PEOPLE_WORDS.has(one)));
  return {
    unitClass: 'age',
    nouns,
    restrictors: new Set(),
    name: isName && aggregator === null ? words : null,
    aggregator,
  };
}

/** Words that say nothing about which person it is. */
const PEOPLE_WORDS = conceptSet(
  'youngest oldest eldest person people man woman men women boy girl child children teenager adult victim victims',
);

/** What narrows one more than the other: null when each has something the other has not. */
export type Breadth = 'equal' | 'first-is-part' | 'second-is-part';

export function compareBreadth(a: MeasureKey, b: MeasureKey): Breadth | null {
  const [aInB, bInA] = [isSubset(a.restrictors, b.restrictors), isSubset(b.restrictors, a.restrictors)];
  if (aInB && bInA) return 'equal';
  return aInB ? 'second-is-part' : bInA ? 'first-is-part' : null;
}

export const isSubset = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean =>
  [...part].every((one) => whole.has(one));

/** The label that groups and sorts: the same for figures of one measure, whatever their wording. */
export const keyText = (
  { unitClass, nouns, restrictors, name, aggregator }: MeasureKey,
  scope: string | null,
): string =>
  [
    unitClass,
    [...nouns, ...restrictors].toSorted().join(' '),
    name?.join(' ') ?? '',
    aggregator ?? '',
    scope ?? '',
  ].join('|');
