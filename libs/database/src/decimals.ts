/**
 * The log's encoding knows whole numbers only: how a fraction is written differs between languages. A figure such as 4.2 is
 * therefore recorded as {"decimal":"4.2"}, the shortest text that reads back as the same number.
 */
import type { Json } from '#transparency-log';

export function withDecimals(value: Json): Json {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : { decimal: String(value) };
  if (Array.isArray(value)) return value.map(withDecimals);
  if (typeof value === 'object' && value !== null) return mapped(value, withDecimals);
  return value;
}

export function withoutDecimals(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutDecimals);
  if (typeof value !== 'object' || value === null) return value;
  const { decimal, ...rest } = value as Readonly<Record<string, Json>>; // it is an object of JSON, and no list
  if (typeof decimal === 'string' && Object.keys(rest).length === 0) return Number(decimal);
  return mapped(value, withoutDecimals);
}

const mapped = (object: object, map: (value: Json) => Json): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]: [string, Json]) => [key, map(value)]));
