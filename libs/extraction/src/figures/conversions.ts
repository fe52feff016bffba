/** Units of one dimension in terms of one of them. */

/** How many of its base unit one of the unit is worth: months compare with years, miles with kilometres. */
const WORTH = new Map<string, readonly [base: string, factor: number]>();
const worth = (base: string, ...units: readonly (readonly [string, number])[]): void => {
  for (const [unit, factor] of units) WORTH.set(unit, [base, factor]);
};
worth('day', ['second', 1 / 86_400], ['minute', 1 / 1440], ['hour', 1 / 24], ['night', 1], ['week', 7]);
worth('day', ['month', 365.25 / 12], ['year', 365.25]);
worth('metre', ['kilometre', 1000], ['centimetre', 0.01], ['millimetre', 0.001], ['mile', 1609.344]);
worth('metre', ['nautical mile', 1852], ['foot', 0.3048], ['inch', 0.0254], ['yard', 0.9144]);
worth(
  'square metre',
  ['hectare', 1e4],
  ['acre', 4046.856],
  ['square kilometre', 1e6],
  ['square foot', 0.092903],
);
worth('square metre', ['square mile', 2_589_988]);
worth('gram', ['kilogram', 1000], ['milligram', 1e-3], ['microgram', 1e-6], ['tonne', 1e6], ['ton', 1e6]);
worth('gram', ['pound (weight)', 453.592], ['ounce', 28.3495]);
worth('litre', ['millilitre', 0.001], ['centilitre', 0.01], ['cubic metre', 1000], ['gallon', 4.546]);
worth('watt', ['kilowatt', 1e3], ['megawatt', 1e6], ['gigawatt', 1e9], ['terawatt', 1e12]);
worth('kilowatt hour', ['megawatt hour', 1e3], ['gigawatt hour', 1e6], ['terawatt hour', 1e9]);
worth('kilometre per hour', ['mile per hour', 1.609344], ['knot', 1.852]);
worth('megabyte', ['gigabyte', 1e3], ['terabyte', 1e6]);
worth('percent', ['share', 100]);

/** The unit a quantity compares in, and how many of it one of `unit` is worth. */
export const baseUnit = (unit: string): readonly [base: string, factor: number] =>
  WORTH.get(unit) ?? [unit, 1];
