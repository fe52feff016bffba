/** Bytes and their texts, in what Node and browsers both have. Each text has one spelling: a second is refused. */
import { Malformed, shown } from './malformed.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Throws {@link Malformed} with the byte at which the text stops being UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Malformed('not UTF-8', `byte ${firstBadByte(bytes)}`);
  }
}

/** By halves: what precedes the answer decodes, if only as a beginning; what includes it does not. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (beginsUtf8(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function beginsUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A call takes only so many arguments. */
const CHUNK = 8_192;

/** RFC 4648, section 4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/**
 * The bytes of a base64 text; `length` is how many they must be. Throws {@link Malformed} at `where` on everything
 * that `toBase64` does not write: other alphabets, missing padding, spaces, leftover bits.
 */
export function fromBase64(text: string, where: string, length?: number): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new Malformed(`not base64: ${shown(text)}`, where);
  }
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (toBase64(bytes) !== text)
    throw new Malformed(`base64 in another spelling than the standard one: ${shown(text)}`, where);
  if (length !== undefined && bytes.length !== length)
    throw new Malformed(`${bytes.length} bytes instead of ${length}`, where);
  return bytes;
}

/** A count or index: decimal, no leading zero, at most 2^53 - 1. */
export function fromDecimal(text: string, where: string): number {
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) throw new Malformed(`not a decimal number: ${shown(text)}`, where);
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Malformed(`larger than 2^53 - 1: ${text}`, where);
  return value;
}

/** Where the first ASCII control character other than the allowed ones stands; -1 without any. */
export function controlIn(text: string, allowed: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 || code === 0x7f) && !allowed.includes(text[at]!)) return at;
  }
  return -1;
}
