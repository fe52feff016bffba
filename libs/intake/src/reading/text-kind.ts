/** Page, message or plain text? Told from how the text begins, before its encoding is known: the signs are ASCII. */

import { preambleLength } from './html-frame.ts';

export type TextKind = 'html' | 'eml' | 'text' | 'binary';

/** Bytes looked at. */
const HEAD = 4_096;
const PAGE = /^<(?:html|head|body|meta|title)\b/i;
const DOCUMENT_TYPE = /^(?:[\s\0]|<\?[^>]{0,200}>)*<!doctype html/i;
const FRAGMENT =
  /^<(?:article|div|section|main|p|h[1-6]|span|table|ul|ol|a|img|script|style|link)\b[^<]{0,500}>/i;
const ELEMENT = /<(?:p|div|br|h[1-6]|body|article|span|table|a)\b[^<]{0,500}>/i;
const MESSAGE_FIELD =
  /^(?:from|to|subject|date|mime-version|received|message-id|return-path|delivered-to|reply-to|cc|content-type|x-[\w-]+|dkim-signature|arc-[\w-]+):/i;
/** Signs that nobody's letter in plain text begins with. */
const MESSAGE_ONLY = /^(?:mime-version|received|message-id|return-path|delivered-to|dkim-signature):/im;
const CONTROL_SHARE = 0.05;

/** @param declaredType lower case, without parameters */
export function kindOfText(bytes: Uint8Array, declaredType: string, fileName: string): TextKind {
  const head = asciiOf(bytes.subarray(0, HEAD));
  const first = head.slice(preambleLength(head));
  if (DOCUMENT_TYPE.test(head) || PAGE.test(first) || FRAGMENT.test(first)) return 'html';
  const isDeclaredMessage =
    /^(?:message\/rfc822|multipart\/related)$/.test(declaredType) || /\.(?:eml|mht|mhtml)$/i.test(fileName);
  if (beginsAsMessage(head, isDeclaredMessage)) return 'eml';
  const isDeclaredPage =
    /^(?:text\/html|application\/xhtml\+xml)$/.test(declaredType) || /\.x?html?$/i.test(fileName);
  if (isDeclaredPage && ELEMENT.test(head)) return 'html';
  return isBinary(bytes.subarray(0, HEAD)) ? 'binary' : 'text';
}

/** UTF-16 drops to its ASCII with the zeros taken out, and the marks of UTF-8 and UTF-16 with them. */
const asciiOf = (bytes: Uint8Array): string =>
  new TextDecoder('latin1')
    .decode(bytes)
    .replaceAll('\0', '')
    .replace(/^(?:ÿþ|þÿ|ï»¿)/, '');

function beginsAsMessage(head: string, isDeclared: boolean): boolean {
  const [header = '', ...body] = head.split(/\r?\n\r?\n/, 2);
  const whole = header.split(/\r?\n/);
  // A header longer than what is looked at ends inside a line.
  if (body.length === 0 && whole.length > 1) whole.pop();
  const lines = whole.filter((line) => !/^[ \t]/.test(line));
  const fields = lines.filter((line) => MESSAGE_FIELD.test(line)).length;
  // mbox files begin with a line of their own.
  const isHeader = lines.every((line, i) => /^[\w-]+:/.test(line) || (i === 0 && line.startsWith('From ')));
  if (!isHeader || fields < 2) return false;
  return isDeclared || (fields >= 3 && MESSAGE_ONLY.test(header));
}

function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const controls = bytes.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  return !isUtf16 && controls > bytes.length * CONTROL_SHARE;
}
