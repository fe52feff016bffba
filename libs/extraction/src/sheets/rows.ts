/** The quantities of a story as rows that can be set against each other. */
import type { DateFigure } from '../types.ts';
import { attributeOf } from './attributes.ts';
import {
  datesOfQuantities,
  isOfPlaceAlone,
  isSmallPlace,
  placesOfStory,
  scopeName,
} from './circumstances.ts';
import { keyText, measureKey, type MeasureKey } from './measure-key.ts';
import { grouped, isQuantity, type FigureOccurrence, type QuantityOccurrence } from './occurrence.ts';
import { isPortion } from './portions.ts';
import { namesOfStory, settingOf, type Setting } from './setting.ts';

export interface Row {
  readonly occurrence: QuantityOccurrence;
  readonly key: MeasureKey;
  /** null: the whole of the story. */
  readonly scope: string | null;
  /** Every document of the story speaks of the place, or it is a small one. */
  readonly isKnownPlace: boolean;
  readonly dates: readonly DateFigure[];
  readonly setting: Setting;
  /** Of money: whether it is a cost, a fine, a debt. */
  readonly attribute: string | null;
  /** A document gives figures of this measure that are far from one another: of several events. */
  readonly isOneOfSeveral: boolean;
  /** Its document gives no other figure of its measure; for things counted, none of such things. */
  readonly isOnly: boolean;
  /** Its sentence gives no other figure of its unit class. */
  readonly isOnlyInSentence: boolean;
  /** Its document gives no other amount of its attribute. */
  readonly isOnlyOfAttribute: boolean;
}

/** What measures nothing that could be compared is left out. */
export function rowsOf(occurrences: readonly FigureOccurrence[]): Row[] {
  const known = placesOfStory(occurrences);
  const dates = datesOfQuantities(occurrences);
  const names = namesOfStory(occurrences);
  const rows = occurrences.filter(isQuantity).flatMap((occurrence): Told[] => {
    const key = measureKey(occurrence);
    if (!key) return [];
    const scope = scopeOf(occurrence);
    const isKnownPlace =
      scope !== null &&
      (known.has(scope) || isSmallPlace(occurrence.figure.scope ?? '')) &&
      !isOfPlaceAlone(occurrence.sentence);
    const setting = settingOf(occurrence, names);
    const attribute = occurrence.figure.kind === 'money' ? attributeOf(occurrence) : null;
    return [{ occurrence, key, scope, isKnownPlace, dates: dates.get(occurrence) ?? [], setting, attribute }];
  });
  return withOthers(rows);
}

/** "six years in prison": where it holds is what it measures. */
function scopeOf({ figure: { scope, measure } }: QuantityOccurrence): string | null {
  const name = scopeName(scope);
  if (name === null || measure?.toLowerCase().includes(name) === true || AMONG_DEAD.test(name)) return null;
  return name;
}

/** Whose part it is says what happened, not where. */
const AMONG_DEAD = /^among (?:dead|injured|wounded|missing|victims|arrested|survivors)$/;

/** Times the smaller: no two counts of one event lie so far apart in one document. */
const FAR_APART = 5;

type Told = Omit<Row, 'isOneOfSeveral' | 'isOnly' | 'isOnlyInSentence' | 'isOnlyOfAttribute'>;

/** What a row is beside the other rows of its document. */
function withOthers(rows: readonly Told[]): Row[] {
  const measure = ({ key }: Told): string => keyText(key, null);
  const thing = (row: Told): string =>
    isOfThings(row) && !isPortion(row.occurrence) ? row.key.unitClass : measure(row);
  const document = ({ occurrence }: Told): string => occurrence.documentId;
  const several = new Set(
    grouped(rows, (row) => `${document(row)} ${measure(row)}`).flatMap((group) => {
      const values = valuesOf(group);
      const [first] = group;
      return first && Math.max(...values) > FAR_APART * Math.min(...values) ? [measure(first)] : [];
    }),
  );
  const only = onlyOnes(rows, (row) => `${document(row)} ${thing(row)}`);
  const onlyInSentence = onlyOnes(
    rows,
    (row) => `${document(row)} ${row.key.unitClass} ${row.occurrence.sentence}`,
  );
  const onlyOfAttribute = onlyOnes(rows, (row) => `${document(row)} ${row.key.unitClass} ${row.attribute}`);
  return rows.map((row) => ({
    ...row,
    isOneOfSeveral: several.has(measure(row)),
    isOnly: only.has(row),
    isOnlyInSentence: onlyInSentence.has(row),
    isOnlyOfAttribute: row.attribute !== null && onlyOfAttribute.has(row),
  }));
}

/** Things, not people: those are told apart by what happened to them. */
const isOfThings = ({ occurrence: { figure }, key }: Told): boolean =>
  figure.kind === 'count' && !key.nouns.has('person');

const valuesOf = (rows: readonly Told[]): number[] =>
  rows.flatMap(({ occurrence: { figure } }) => figure.min ?? figure.max ?? []);

/** The rows of groups that have one value, however often it is told. */
const onlyOnes = (rows: readonly Told[], groupOf: (row: Told) => string): ReadonlySet<Told> =>
  new Set(
    grouped(rows, groupOf)
      .filter((group) => new Set(valuesOf(group)).size === 1)
      .flat(),
  );
