/** The quantities of a story as rows that can be set against each other. */
import type { DateFigure } from '../types.ts';
import { datesOfQuantities, isSmallPlace, placesOfStory, scopeName } from './circumstances.ts';
import { keyText, measureKey, type MeasureKey } from './measure-key.ts';
import { grouped, isQuantity, type FigureOccurrence, type QuantityOccurrence } from './occurrence.ts';
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
  /** A document gives figures of this measure that are far from one another: of several events. */
  readonly isOneOfSeveral: boolean;
}

/** What measures nothing that could be compared is left out. */
export function rowsOf(occurrences: readonly FigureOccurrence[]): Row[] {
  const known = placesOfStory(occurrences);
  const dates = datesOfQuantities(occurrences);
  const names = namesOfStory(occurrences);
  const rows = occurrences.filter(isQuantity).flatMap((occurrence): Row[] => {
    const key = measureKey(occurrence);
    if (!key) return [];
    const scope = scopeName(occurrence.figure.scope);
    const isKnownPlace =
      scope !== null &&
      (known.has(scope) || isSmallPlace(occurrence.figure.scope ?? '')) &&
      !/\balone\b/iu.test(occurrence.sentence);
    const setting = settingOf(occurrence, names);
    const about = { occurrence, key, scope, isKnownPlace, dates: dates.get(occurrence) ?? [], setting };
    return [{ ...about, isOneOfSeveral: false }];
  });
  return withSeveral(rows);
}

/** Times the smaller: no two counts of one event lie so far apart in one document. */
const FAR_APART = 5;

function withSeveral(rows: readonly Row[]): Row[] {
  const measure = ({ key }: Row): string => keyText(key, null);
  const ofDocument = (row: Row): string => `${row.occurrence.documentId} ${measure(row)}`;
  const several = new Set(
    grouped(rows, ofDocument).flatMap((group) => {
      const values = group.flatMap(({ occurrence: { figure } }) => figure.min ?? figure.max ?? []);
      const [first] = group;
      return first && Math.max(...values) > FAR_APART * Math.min(...values) ? [measure(first)] : [];
    }),
  );
  return rows.map((row) => ({ ...row, isOneOfSeveral: several.has(measure(row)) }));
}
