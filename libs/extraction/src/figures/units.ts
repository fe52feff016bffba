/** Units as they stand after a number. */
import { wordSet } from '../word-set.ts';
import type { QuantityKind } from '../types.ts';
import { CAPITAL, isCapitalised, isNumberAt, isOf, lowerAt, pastHyphen, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';

export interface UnitReading {
  readonly kind: QuantityKind;
  readonly unit: string;
  /** The unit is worth this many of `unit`: a decade is ten years. */
  readonly factor: number;
  /** Index of the token after the unit. */
  readonly end: number;
}

type Named = readonly [kind: QuantityKind, unit: string, factor?: number];

const DURATIONS = 'second minute hour day night week month year';
const named = new Map<string, Named>();
for (const unit of DURATIONS.split(' '))
  for (const word of [unit, `${unit}s`]) named.set(word, ['duration', unit]);
const add = (kind: QuantityKind, unit: string, list: string, factor = 1): void => {
  for (const word of list.split(' ')) named.set(word, [kind, unit, factor]);
};
add('duration', 'second', 'sec secs');
add('duration', 'minute', 'min mins');
add('duration', 'hour', 'hr hrs');
add('duration', 'year', 'yr yrs');
add('duration', 'week', 'fortnight fortnights', 2);
add('duration', 'year', 'decade decades', 10);
add('duration', 'year', 'century centuries', 100);
add('percent', 'percent', '% percent pct pc ٪');
add('measurement', 'kilometre', 'km kms kilometre kilometres kilometer kilometers');
add('measurement', 'metre', 'm metre metres meter meters');
add('measurement', 'centimetre', 'cm centimetre centimetres centimeter centimeters');
add('measurement', 'millimetre', 'mm millimetre millimetres millimeter millimeters');
add('measurement', 'mile', 'mile miles');
add('measurement', 'foot', 'foot feet ft');
add('measurement', 'inch', 'inch inches');
add('measurement', 'yard', 'yard yards');
add('measurement', 'hectare', 'hectare hectares ha');
add('measurement', 'acre', 'acre acres');
add('measurement', 'square metre', 'm² m2 sqm');
add('measurement', 'square kilometre', 'km² km2');
add('measurement', 'cubic metre', 'm³ m3');
add('measurement', 'kilogram', 'kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes');
add('measurement', 'gram', 'g gram grams gramme grammes');
add('measurement', 'milligram', 'mg milligram milligrams');
add('measurement', 'microgram', 'µg mcg microgram micrograms');
add('measurement', 'tonne', 'tonne tonnes');
add('measurement', 'ton', 'ton tons');
add('measurement', 'pound (weight)', 'lb lbs');
add('measurement', 'ounce', 'ounce ounces oz');
add('measurement', 'litre', 'litre litres liter liters');
add('measurement', 'millilitre', 'ml millilitre millilitres milliliter milliliters');
add('measurement', 'centilitre', 'cl');
add('measurement', 'gallon', 'gallon gallons');
add('measurement', 'barrel', 'barrel barrels');
add('measurement', 'kilometre per hour', 'kph kmh');
add('measurement', 'mile per hour', 'mph');
add('measurement', 'knot', 'knot knots');
add('measurement', 'watt', 'watt watts');
add('measurement', 'kilowatt', 'kw kilowatt kilowatts');
add('measurement', 'megawatt', 'mw megawatt megawatts');
add('measurement', 'gigawatt', 'gw gigawatt gigawatts');
add('measurement', 'terawatt', 'tw terawatt terawatts');
add('measurement', 'kilowatt hour', 'kwh');
add('measurement', 'megawatt hour', 'mwh');
add('measurement', 'gigawatt hour', 'gwh');
add('measurement', 'terawatt hour', 'twh');
add('measurement', 'megabyte', 'mb megabyte megabytes');
add('measurement', 'gigabyte', 'gb gigabyte gigabytes');
add('measurement', 'terabyte', 'tb terabyte terabytes');
add('measurement', 'decibel', 'decibel decibels');
add('measurement', 'magnitude', 'magnitude');
add('measurement', 'degree Celsius', 'c');
add('measurement', 'degree Fahrenheit', 'f');
add('measurement', 'calorie', 'calorie calories kcal');
add('money', 'EUR', '€ euro euros');
add('money', 'USD', 'dollar dollars');
add('money', 'USD', 'cent cents', 0.01);
add('money', 'GBP', 'pence p', 0.01);
add('money', 'GBP', 'pound pounds');
add('money', 'JPY', 'yen');
add('money', 'CNY', 'yuan renminbi');
add('money', 'INR', 'rupee rupees');
add('money', 'CHF', 'franc francs');
for (const unit of 'krona kronor krone kroner rouble ruble peso rand lira zloty shekel dirham riyal naira baht ringgit rupiah'.split(
  ' ',
))
  add('money', unit, `${unit} ${unit}s`);
for (const code of 'usd eur gbp chf jpy cny aud cad nzd sek nok dkk pln inr'.split(' '))
  add('money', code.toUpperCase(), code);

const DOLLAR_ADJECTIVES = new Map(
  Object.entries({
    us: 'USD',
    american: 'USD',
    australian: 'AUD',
    canadian: 'CAD',
    singapore: 'SGD',
    'hong kong': 'HKD',
  }),
);
/** Words that are a unit only right after digits: "5 m", "3 g", "50p". */
const ONLY_AFTER_DIGITS = wordSet('c f m g p ha mb mw gw pc min sec hr yr');
/** A second word that makes the unit another: "square metres", "tonnes per year" is no unit of its own. */
const AREAS = wordSet('square sq cubic nautical metric');
const DEGREES = wordSet('° degree degrees');
const POINTED = wordSet('percentage basis');
const OPENS_UNIT = wordClass([
  ...named.keys(),
  ...DEGREES,
  ...POINTED,
  ...AREAS,
  ...DOLLAR_ADJECTIVES.keys(),
  'per',
]);

/** The unit that begins at this token, after a number; a hyphen may stand between. null for things that are counted. */
export function unitAt(tokens: readonly Token[], after: number): UnitReading | null {
  const at = pastHyphen(tokens, after);
  // A capital may begin "Swiss francs".
  if (!isOf(tokens, at, OPENS_UNIT | CAPITAL)) return null;
  const word = lowerAt(tokens, at);
  if (DEGREES.has(word)) return degreesAt(tokens, at);
  if (word === 'per') return lowerAt(tokens, at + 1) === 'cent' ? percentOrPoints(tokens, at + 2) : null;
  if (POINTED.has(word)) return pointsAt(tokens, at);
  if (AREAS.has(word)) return areaAt(tokens, at);
  const adjective = DOLLAR_ADJECTIVES.get(word);
  if (adjective !== undefined && /^dollars?$/.test(lowerAt(tokens, at + 1)))
    return { kind: 'money', unit: adjective, factor: 1, end: at + 2 };
  const found = named.get(word);
  // "Swiss francs", "Danish kroner".
  if (!found)
    return isCapitalised(tokens, at) && named.get(lowerAt(tokens, at + 1))?.[0] === 'money'
      ? unitAt(tokens, at + 1)
      : null;
  // "€70m-€90m": the sign belongs to the number after it. "One in four second marriages": an ordinal, no time.
  if (word === '€' && isNumberAt(tokens, at + 1)) return null;
  if (word === 'second' && at === after && !/^(?:one|a|half|1|per)$/.test(lowerAt(tokens, at - 1)))
    return null;
  if (ONLY_AFTER_DIGITS.has(word) && !isNumberAt(tokens, after - 1)) return null;
  if ((word === 'c' || word === 'f') && (tokens[at]?.spaced || tokens[at]?.text === word)) return null;
  const [kind, unit, factor = 1] = found;
  if (kind === 'percent') return percentOrPoints(tokens, at + 1);
  if (kind === 'duration') return durationAt(tokens, at, unit, factor);
  return compound(tokens, { kind, unit, factor, end: at + 1 });
}

/** "years old", "years of age" and "year-old" make a duration an age. */
function durationAt(tokens: readonly Token[], at: number, unit: string, factor: number): UnitReading {
  const next = pastHyphen(tokens, at + 1);
  const old = lowerAt(tokens, next);
  if (old === 'old' || old === 'olds') return { kind: 'age', unit, factor, end: next + 1 };
  if (lowerAt(tokens, at + 1) === 'of' && lowerAt(tokens, at + 2) === 'age')
    return { kind: 'age', unit, factor, end: at + 3 };
  return { kind: 'duration', unit, factor, end: at + 1 };
}

function percentOrPoints(tokens: readonly Token[], end: number): UnitReading {
  return /^points?$/.test(lowerAt(tokens, end))
    ? { kind: 'percent', unit: 'percentage point', factor: 1, end: end + 1 }
    : { kind: 'percent', unit: 'percent', factor: 1, end };
}

function pointsAt(tokens: readonly Token[], at: number): UnitReading | null {
  const hyphened = pastHyphen(tokens, at + 1);
  if (!/^points?$/.test(lowerAt(tokens, hyphened))) return null;
  const unit = lowerAt(tokens, at) === 'basis' ? 'basis point' : 'percentage point';
  return { kind: 'percent', unit, factor: 1, end: hyphened + 1 };
}

function areaAt(tokens: readonly Token[], at: number): UnitReading | null {
  const found = named.get(lowerAt(tokens, pastHyphen(tokens, at + 1)));
  if (found?.[0] !== 'measurement') return null;
  if (lowerAt(tokens, at) === 'metric')
    return { kind: 'measurement', unit: found[1].replace(/^ton$/, 'tonne'), factor: 1, end: at + 2 };
  const prefix = lowerAt(tokens, at) === 'sq' ? 'square' : lowerAt(tokens, at);
  return {
    kind: 'measurement',
    unit: `${prefix} ${found[1]}`,
    factor: 1,
    end: pastHyphen(tokens, at + 1) + 1,
  };
}

function degreesAt(tokens: readonly Token[], at: number): UnitReading {
  const scale = lowerAt(tokens, at + 1);
  const unit = /^(?:f|fahrenheit)$/.test(scale) ? 'degree Fahrenheit' : 'degree Celsius';
  return {
    kind: 'measurement',
    unit,
    factor: 1,
    end: /^(?:[cf]|celsius|centigrade|fahrenheit)$/.test(scale) ? at + 2 : at + 1,
  };
}

/** "kilometres per hour", "miles an hour", "km/h", "megawatt hours". */
function compound(tokens: readonly Token[], unit: UnitReading): UnitReading {
  const { end } = unit;
  if (unit.kind !== 'measurement') return unit;
  if (unit.unit.endsWith('watt') && /^hours?$/.test(lowerAt(tokens, pastHyphen(tokens, end))))
    return { ...unit, unit: `${unit.unit} hour`, end: pastHyphen(tokens, end) + 1 };
  if (/^(?:per|an|\/)$/.test(lowerAt(tokens, end)) && /^(?:hour|h)$/.test(lowerAt(tokens, end + 1)))
    return { ...unit, unit: `${unit.unit} per hour`, end: end + 2 };
  if (/^[23²³]$/.test(lowerAt(tokens, end)) && tokens[end]?.spaced === false)
    return {
      ...unit,
      unit: `${/[2²]/.test(lowerAt(tokens, end)) ? 'square' : 'cubic'} ${unit.unit}`,
      end: end + 1,
    };
  return unit;
}
