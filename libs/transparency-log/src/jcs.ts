/** What an audit entry may hold: strings, safe integers, booleans, null, lists and plain objects of them. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The canonical text of a value (RFC 8785, JSON Canonicalization Scheme), restricted to the entry domain. Throws on
 * everything else (floats, dates, undefined, lone surrogates): two readers must never disagree about the bytes.
 */
export function jcs(value: unknown): string {
  return written(value, 0);
}

/** Deeper nesting says nothing here, and would exhaust the stack of whoever reads it. */
const MAX_DEPTH = 100;

function written(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new Error(`nested more than ${MAX_DEPTH} deep`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new Error(`only safe integers, not ${value}`);
    return String(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error('a lone surrogate has no UTF-8');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return writtenList(value, depth + 1);
  if (isPlainObject(value)) return writtenMembers(value, depth + 1);
  throw new Error(`not in the entry domain: ${typeof value}`);
}

function writtenList(list: readonly unknown[], depth: number): string {
  let text = '';
  // Going through it, unlike map, sees the holes of a list, and so refuses them.
  for (const item of list) text += `${text && ','}${written(item, depth)}`;
  return `[${text}]`;
}

function writtenMembers(value: Record<string, unknown>, depth: number): string {
  let text = '';
  // The default order is by UTF-16 code units, as the RFC asks. Keys go through jcs too: surrogates again.
  for (const key of Object.keys(value).sort())
    text += `${text && ','}${written(key, depth)}:${written(value[key], depth)}`;
  return `{${text}}`;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
