/** Plain text, kept as it is: its lines are those of its canonical text, blank ones and indents included. */
import { unreadableCharacters, type Decoded } from './decode-text.ts';
import { NO_METADATA, refuse, type Reading } from './reading.ts';

export function readPlainText(decoded: Decoded): Reading {
  // What canonical text leaves out must not stand between a carriage return and its line feed.
  const text = decoded.text.replaceAll(/[\0\uFEFF]/g, '');
  if (!/\S/.test(text)) return refuse('empty');
  return {
    kind: 'read',
    mediaType: 'text/plain',
    encoding: decoded.encoding,
    ...NO_METADATA,
    lines: text.split(/\r\n?|\n/).map((line) => ({ text: line, hint: null })),
    warnings: unreadableCharacters(decoded),
  };
}
